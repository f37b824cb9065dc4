import { startTransition, useEffect, useState } from 'react';

const atOnce = 12;
const aStep = 8;

/**
 * The first message to render: a long conversation shows its end at once, and the rest follows upwards in idle moments.
 * Use it in a component that is keyed by the conversation.
 */
export function useRenderedFrom(count: number): number {
  const [hidden, setHidden] = useState(() => Math.max(0, count - atOnce));
  const from = Math.min(hidden, Math.max(0, count - 1));
  useEffect(() => {
    if (hidden === 0) return;
    const idle = requestIdleCallback(() => startTransition(() => setHidden(Math.max(0, hidden - aStep))), {
      timeout: 250,
    });
    return () => cancelIdleCallback(idle);
  }, [hidden]);
  return from;
}

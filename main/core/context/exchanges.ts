import type { OverflowPolicy } from '../../contract/chat-settings.ts';

/** Indices of a path, `to` not included. */
export type Stretch = { readonly from: number; readonly to: number };

/**
 * A path in exchanges: a person's message with the replies after it. What comes before the first person's message belongs
 * to the first exchange, so that whatever is left out, what is sent begins with a person.
 */
export function divideIntoExchanges(path: readonly { readonly role: 'user' | 'assistant' }[]): Stretch[] {
  const starts = path.flatMap(({ role }, index) => (role === 'user' ? [index] : [])).slice(1);
  const bounds = [...(path.length > 0 ? [0] : []), ...starts, path.length];
  return bounds.slice(0, -1).map((from, index) => ({ from, to: bounds[index + 1] ?? path.length }));
}

/** Exchanges before what a policy may leave out: `keep-ends` keeps the first one. */
function keptBefore(policy: OverflowPolicy): number {
  return policy === 'keep-ends' ? 1 : 0;
}

/** How many of so many exchanges a policy may leave out: never the newest one, and none where nobody chose to. */
export function mostDroppable(policy: OverflowPolicy, exchanges: number): number {
  if (policy !== 'drop-oldest' && policy !== 'keep-ends') return 0;
  return Math.max(0, exchanges - 1 - keptBefore(policy));
}

/** The exchanges that are left out when so many are: neighbours, the oldest ones that may go. */
export function droppedExchanges(policy: OverflowPolicy, count: number): Stretch {
  const from = keptBefore(policy);
  return { from, to: from + count };
}

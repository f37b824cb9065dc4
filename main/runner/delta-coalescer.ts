import type { SendReport } from './send-report.ts';

type Kind = 'text' | 'reasoning';

export type DeltaCoalescer = {
  push(kind: Kind, text: string, tokens: number): void;
  /** Sends what is held back. Call once the reply has ended. */
  flush(): void;
  /** When the first piece of text was handed over; null before. */
  readonly firstTextAtMs: number | null;
};

/**
 * Gathers pieces of text into frames: the first goes out at once, later ones at most every `frameMs`.
 * A frame never ends between the two halves of a surrogate pair.
 * @param onFirst called once, before the first piece goes out.
 */
export function createDeltaCoalescer(
  requestId: number,
  send: SendReport,
  onFirst: () => void = () => undefined,
  frameMs = 16,
): DeltaCoalescer {
  let seq = 0;
  let hasBegun = false;
  let held: { kind: Kind; text: string; tokens: number } | null = null;
  let lastSentAtMs = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | null = null;
  let firstTextAtMs: number | null = null;

  function emit(isLast: boolean): void {
    if (timer) clearTimeout(timer);
    timer = null;
    if (!held) return;
    const { kind, text, tokens } = held;
    const end = !isLast && endsInsidePair(text) ? text.length - 1 : text.length;
    if (end === 0 && !isLast) return;
    held = end < text.length ? { kind, text: text.slice(end), tokens: 0 } : null;
    lastSentAtMs = performance.now();
    send({ type: 'delta', requestId, seq: seq++, kind, text: text.slice(0, end), tokens });
  }

  return {
    push(kind, text, tokens) {
      if (text === '' && tokens === 0) return;
      if (!hasBegun) onFirst();
      hasBegun = true;
      if (held && held.kind !== kind) emit(true);
      held = { kind, text: (held?.text ?? '') + text, tokens: (held?.tokens ?? 0) + tokens };
      if (held.text === '') return;
      firstTextAtMs ??= performance.now();
      const waitMs = lastSentAtMs + frameMs - performance.now();
      if (waitMs <= 0) emit(false);
      else timer ??= setTimeout(() => emit(false), waitMs);
    },
    flush: () => emit(true),
    get firstTextAtMs() {
      return firstTextAtMs;
    },
  };
}

function endsInsidePair(text: string): boolean {
  const last = text.charCodeAt(text.length - 1);
  return last >= 0xd800 && last <= 0xdbff;
}

import type { AnswerId } from '../../../contract/ids.ts';
import type { LockstepRelease, Released } from './lockstep-release.ts';

const tickMs = 50;

export type ReleaseListener = {
  readonly onReleased: (piece: Released) => void;
  /** An answer looks another way now: words begin, or it is whole. */
  readonly onChanged: (id: AnswerId) => void;
  readonly onDone: () => void;
};

/** Moves a release on in even steps. @returns a function that stops it. */
export function runRelease(
  release: LockstepRelease,
  answerIds: readonly AnswerId[],
  { onReleased, onChanged, onDone }: ReleaseListener,
): () => void {
  let wasMoving = false;
  const whole = new Set<AnswerId>();
  const timer = setInterval(() => {
    const pieces = release.advance(performance.now());
    if (release.isMoving && !wasMoving) answerIds.forEach(onChanged);
    wasMoving = release.isMoving;
    pieces.forEach(onReleased);
    for (const id of answerIds) {
      if (whole.has(id) || release.shown(id)?.isAll !== true) continue;
      whole.add(id);
      onChanged(id);
    }
    if (!release.isDone) return;
    clearInterval(timer);
    onDone();
  }, tickMs);
  return () => clearInterval(timer);
}

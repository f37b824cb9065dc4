import type { AnswerId } from '../../../contract/ids.ts';

/** As much of an answer as may be shown. */
export type Shown = {
  /** UTF-16 units of its text. */
  readonly length: number;
  /** Everything is shown, and nothing comes any more. */
  readonly isAll: boolean;
};

export type Released = { readonly answerId: AnswerId; readonly offset: number; readonly text: string };

export type ReleaseOptions = {
  readonly answerIds: readonly AnswerId[];
  /** Holds until everything has ended: for an answer that is written anew by itself, whose pace would be its own. */
  readonly isHeldToEnd?: boolean;
};

type Track = {
  text: string;
  /** When its first word came and how much it began with; null before. */
  begun: { readonly atMs: number; readonly length: number } | null;
  endedAtMs: number | null;
  shown: number;
};

/**
 * Shows the words of hidden answers so that neither speed, load nor running order can be seen: one position for all, which
 * moves at the pace of the slowest answer, and only once every answer has a lead or has ended. An answer whose words end
 * before the position is whole. The pace belongs to the round, so it tells that somebody is slow and never who.
 *
 *   holding ──all have a lead or have ended──▶ moving ──all have ended──▶ reading out ──all is shown──▶ done
 */
export class LockstepRelease {
  readonly #tracks: ReadonlyMap<AnswerId, Track>;
  readonly #leadLength: number;
  #position = 0;
  /** Null while holding. */
  #movedAtMs: number | null = null;
  #didHoldToEnd = false;

  /** @param options `answerIds` by place. */
  constructor({ answerIds, isHeldToEnd = false }: ReleaseOptions) {
    this.#tracks = new Map(answerIds.map((id) => [id, { text: '', begun: null, endedAtMs: null, shown: 0 }]));
    this.#leadLength = isHeldToEnd ? Infinity : leadLength;
  }

  /** The answer's whole text so far. */
  grew(id: AnswerId, text: string, nowMs: number): void {
    const track = this.#tracks.get(id);
    if (!track || track.endedAtMs !== null) return;
    if (track.begun === null && text !== '') track.begun = { atMs: nowMs, length: text.length };
    track.text = text;
  }

  /** However it ended: nothing comes any more. */
  ended(id: AnswerId, text: string, nowMs: number): void {
    this.grew(id, text, nowMs);
    const track = this.#tracks.get(id);
    if (track) track.endedAtMs ??= nowMs;
  }

  shown(id: AnswerId): Shown | null {
    const track = this.#tracks.get(id);
    if (!track) return null;
    return { length: track.shown, isAll: this.#isWhole(track) };
  }

  /** The position has begun to move. */
  get isMoving(): boolean {
    return this.#movedAtMs !== null;
  }

  get isDone(): boolean {
    return [...this.#tracks.values()].every((track) => this.#isWhole(track));
  }

  /** Moves the position to where it may be now. @returns the new words, by place. */
  advance(nowMs: number): readonly Released[] {
    const tracks = [...this.#tracks.values()];
    if (this.#movedAtMs === null) {
      if (!tracks.every((track) => track.endedAtMs !== null || track.text.length >= this.#leadLength)) return [];
      this.#movedAtMs = nowMs;
      this.#didHoldToEnd = tracks.every(({ endedAtMs }) => endedAtMs !== null);
    }
    const unfinished = tracks.filter(({ endedAtMs }) => endedAtMs === null);
    const bound = Math.min(...unfinished.map(({ text }) => text.length), Infinity);
    const elapsedMs = Math.max(0, nowMs - this.#movedAtMs);
    this.#movedAtMs = nowMs;
    // What could not be moved is not made up for: a jump would tell of the wait.
    this.#position = Math.min(bound, this.#position + (this.#perSecond(nowMs) * elapsedMs) / 1000);
    return [...this.#tracks].flatMap(([answerId, track]) => this.#release(answerId, track));
  }

  #release(answerId: AnswerId, track: Track): readonly Released[] {
    const to = wholeCharacters(track.text, Math.min(track.text.length, Math.floor(this.#position)));
    if (to <= track.shown) return [];
    const piece = { answerId, offset: track.shown, text: track.text.slice(track.shown, to) };
    track.shown = to;
    return [piece];
  }

  #isWhole({ endedAtMs, shown, text }: Track): boolean {
    return this.isMoving && endedAtMs !== null && shown >= text.length;
  }

  #perSecond(nowMs: number): number {
    const tracks = [...this.#tracks.values()];
    if (this.#didHoldToEnd || tracks.every(({ endedAtMs }) => endedAtMs !== null && nowMs - endedAtMs >= settleMs)) {
      return mostPerSecond;
    }
    const rates = tracks.flatMap((track) => {
      const rate = rateOf(track, nowMs);
      return rate === null ? [] : [rate * paceShare];
    });
    return Math.max(leastPerSecond, Math.min(mostPerSecond, ...rates));
  }
}

/** Characters a second: above it nobody could tell that words come one by one. */
const mostPerSecond = 1200;
const leastPerSecond = 8;
/** When all have ended, the rest is read out fast; not at once, or the last one's end would be seen by it. */
const settleMs = 1500;
/** A little slower than the slowest, so that its unevenness does not show. */
const paceShare = 0.9;
/** Words that every answer has before the first is shown: what a pause of its model is hidden behind. */
const leadLength = 80;
/** Below this a rate is chance. */
const leastMeasuredMs = 250;

/** Characters a second from its first word on; null while that is too short to tell. */
function rateOf({ begun, endedAtMs, text }: Track, nowMs: number): number | null {
  if (begun === null) return null;
  const elapsedMs = (endedAtMs ?? nowMs) - begun.atMs;
  return elapsedMs < leastMeasuredMs ? null : ((text.length - begun.length) / elapsedMs) * 1000;
}

/** Not in the middle of a character of two units. */
function wholeCharacters(text: string, length: number): number {
  const last = text.charCodeAt(length - 1);
  return length < text.length && last >= 0xd800 && last <= 0xdbff ? length - 1 : length;
}

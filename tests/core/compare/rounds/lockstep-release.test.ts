import { describe, expect, it } from 'vitest';
import type { AnswerId } from '../../../../main/contract/ids.ts';
import { LockstepRelease } from '../../../../main/core/compare/rounds/lockstep-release.ts';

const [a, b, c] = ['a', 'b', 'c'] as [AnswerId, AnswerId, AnswerId];

/** Each answer writes so many characters a second from a moment on, until it has all of them. */
type Writer = { readonly id: AnswerId; readonly fromMs: number; readonly perSecond: number; readonly length: number };

/** What was shown of each answer after every 50 ms. */
function play(writers: readonly Writer[], untilMs: number): Record<string, number>[] {
  const release = new LockstepRelease({ answerIds: writers.map(({ id }) => id) });
  const frames: Record<string, number>[] = [];
  for (let now = 0; now <= untilMs; now += 50) {
    for (const { id, fromMs, perSecond, length } of writers) {
      const written = Math.min(length, Math.max(0, Math.floor(((now - fromMs) / 1000) * perSecond)));
      if (written === length) release.ended(id, 'x'.repeat(written), now);
      else release.grew(id, 'x'.repeat(written), now);
    }
    release.advance(now);
    frames.push(Object.fromEntries(writers.map(({ id }) => [id, release.shown(id)?.length ?? 0])));
  }
  return frames;
}

describe('LockstepRelease', () => {
  it('shows the same frames whichever place the slow model has', () => {
    const lengths = { length: 600 };
    const slowFirst = play(
      [
        { id: a, fromMs: 0, perSecond: 40, ...lengths },
        { id: b, fromMs: 0, perSecond: 900, ...lengths },
      ],
      20_000,
    );
    const slowLast = play(
      [
        { id: a, fromMs: 0, perSecond: 900, ...lengths },
        { id: b, fromMs: 0, perSecond: 40, ...lengths },
      ],
      20_000,
    );
    expect(slowFirst).toEqual(slowLast);
    expect(slowFirst.at(-1)).toEqual({ a: 600, b: 600 });
    expect(slowFirst.every((frame) => frame['a'] === frame['b'])).toBe(true);
  });

  it('shows nothing of those that are done while one still waits for its turn', () => {
    const frames = play(
      [
        { id: a, fromMs: 0, perSecond: 1000, length: 300 },
        { id: b, fromMs: 4000, perSecond: 1000, length: 300 },
      ],
      6000,
    );
    expect(frames.slice(0, 80)).toEqual(Array.from({ length: 80 }, () => ({ a: 0, b: 0 })));
    expect(frames.at(-1)).toEqual({ a: 300, b: 300 });
  });

  it('gives the last one left no pace of its own: it grows as evenly as all of them did', () => {
    const frames = play(
      [
        { id: a, fromMs: 0, perSecond: 200, length: 200 },
        { id: b, fromMs: 0, perSecond: 100, length: 1000 },
      ],
      9000,
    );
    const steps = frames.map((frame, index) => (frame['b'] ?? 0) - (frames[index - 1]?.['b'] ?? 0));
    const moving = steps.slice(steps.findIndex((step) => step > 0));
    // 90 characters a second are 4.5 in 50 ms.
    expect(new Set(moving)).toEqual(new Set([4, 5]));
  });

  it('makes no jump after a pause of a model', () => {
    const release = new LockstepRelease({ answerIds: [a, b] });
    release.grew(a, 'x', 0);
    release.grew(b, 'x', 0);
    release.grew(a, 'x'.repeat(100), 1000);
    release.grew(b, 'x'.repeat(100), 1000);
    for (let now = 1000; now <= 8000; now += 50) release.advance(now);
    expect(release.shown(a)?.length).toBe(100);
    release.grew(a, 'x'.repeat(2000), 8050);
    release.grew(b, 'x'.repeat(2000), 8050);
    const [piece] = release.advance(8050);
    expect(piece?.text.length ?? 0).toBeLessThanOrEqual(Math.ceil((2000 / 8.05) * 0.05));
  });

  it('shows a fallen answer as ended only when words are shown, not at the moment it fell', () => {
    const release = new LockstepRelease({ answerIds: [a, b, c] });
    release.ended(a, '', 10);
    release.grew(b, 'x'.repeat(200), 20);
    release.advance(30);
    expect(release.shown(a)).toEqual({ length: 0, isAll: false });
    release.grew(c, 'x'.repeat(200), 2000);
    release.advance(2000);
    expect(release.shown(a)).toEqual({ length: 0, isAll: true });
    expect(release.shown(b)).toEqual({ length: 0, isAll: false });
  });

  it('never cuts a character of two units in half', () => {
    const release = new LockstepRelease({ answerIds: [a] });
    const text = '🜁'.repeat(400);
    release.ended(a, text, 0);
    let shown = '';
    for (let now = 0; now < 3000; now += 7) {
      for (const piece of release.advance(now)) {
        expect(piece.offset).toBe(shown.length);
        expect(piece.text).toBe(piece.text.toWellFormed());
        shown += piece.text;
      }
    }
    expect(shown).toBe(text);
    expect(release.isDone).toBe(true);
  });

  it('comes to its end also when the words of an answer are gone by then', () => {
    const release = new LockstepRelease({ answerIds: [a, b] });
    for (const id of [a, b]) release.grew(id, 'x'.repeat(200), 0);
    release.advance(0);
    release.advance(1000);
    expect(release.shown(a)?.length).toBeGreaterThan(0);
    release.ended(a, '', 1000);
    release.ended(b, 'x'.repeat(200), 1000);
    for (let now = 1050; now < 60_000; now += 50) release.advance(now);
    expect(release.isDone).toBe(true);
  });

  it('holds an answer that is written anew by itself until it has ended', () => {
    const release = new LockstepRelease({ answerIds: [a], isHeldToEnd: true });
    release.grew(a, 'x'.repeat(5000), 0);
    expect(release.advance(1000)).toEqual([]);
    release.ended(a, 'x'.repeat(5000), 1100);
    release.advance(1200);
    expect(release.advance(1250)).toEqual([{ answerId: a, offset: 0, text: 'x'.repeat(60) }]);
  });
});

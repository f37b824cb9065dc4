import { describe, expect, it } from 'vitest';
import { estimateAnswerMs, estimateRemainingMs } from '../../../../main/core/compare/rounds/estimate-time.ts';

describe('estimateAnswerMs', () => {
  it('adds prompt and reply, each at its own rate', () => {
    const speed = { loadMs: null, promptTokensPerSecond: 100, replyTokensPerSecond: 10 };
    expect(estimateAnswerMs(speed, { promptTokens: 200, replyTokens: 50 })).toBe(2000 + 5000);
  });

  it('knows nothing where nothing was measured', () => {
    expect(estimateAnswerMs(null, { promptTokens: 1, replyTokens: 1 })).toBeNull();
  });
});

describe('estimateRemainingMs', () => {
  it('counts a step under way with what is left of it and the others whole', () => {
    const steps = [
      { estimatedMs: 10_000, startedAtMs: 1000 },
      { estimatedMs: 4000, startedAtMs: null },
    ];
    expect(estimateRemainingMs(steps, 5000)).toBe(6000 + 4000);
  });

  it('does not sink to nothing while a step takes longer than was thought', () => {
    expect(estimateRemainingMs([{ estimatedMs: 1000, startedAtMs: 0 }], 20_000)).toBe(2000);
  });

  it('says nothing when one step is unknown', () => {
    expect(estimateRemainingMs([{ estimatedMs: null, startedAtMs: null }], 0)).toBeNull();
  });
});

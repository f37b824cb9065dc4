import { describe, expect, it } from 'vitest';
import type { MessageId, ModelId } from '../../../../main/contract/ids.ts';
import { ContentionRecord } from '../../../../main/core/compare/rounds/contention-record.ts';

const [small, large] = ['small', 'large'] as [ModelId, ModelId];
const [one, other] = ['reply-1', 'reply-2'] as [MessageId, MessageId];

describe('ContentionRecord', () => {
  it('calls an answer alone although a model worked before and another after it', () => {
    const record = new ContentionRecord();
    record.setBusy(large, true);
    record.setBusy(large, false);
    record.answerBegan(one, small);
    record.setBusy(small, true);
    record.replyBegan(one);
    record.replyEnded(one);
    const timing = record.answerEnded(one);
    record.setBusy(large, true);
    expect(timing).toBe('alone');
  });

  it('notices a model that was busy already when the answer began', () => {
    const record = new ContentionRecord();
    record.setBusy(large, true);
    record.answerBegan(one, small);
    record.setBusy(large, false);
    expect(record.answerEnded(one)).toBe('contended');
  });

  it('notices a model that loaded for a moment in the middle', () => {
    const record = new ContentionRecord();
    record.answerBegan(one, small);
    record.setBusy(large, true);
    record.setBusy(large, false);
    expect(record.answerEnded(one)).toBe('contended');
  });

  it('calls both contended when one runner computes two replies together', () => {
    const record = new ContentionRecord();
    record.answerBegan(one, small);
    record.replyBegan(one);
    record.answerBegan(other, small);
    record.replyBegan(other);
    expect([record.answerEnded(one), record.answerEnded(other)]).toEqual(['contended', 'contended']);
  });

  it('does not blame an answer that only waits in the queue of its own model', () => {
    const record = new ContentionRecord();
    record.replyBegan(one);
    record.replyEnded(one);
    record.answerBegan(other, small);
    record.replyBegan(other);
    expect(record.answerEnded(other)).toBe('alone');
  });
});

import { expect, test } from 'vitest';
import type { SummariseEvent } from '../../../main/contract/context.ts';
import type { MessageId, SummaryId } from '../../../main/contract/ids.ts';
import { summaryOf, words } from '../../support/context/example-path.ts';
import { chatId, openContext, wordsModel } from '../../support/context/open-context.ts';
import { createSpeakingRunner } from '../../support/context/speaking-runner.ts';
import { createWordRunner } from '../../support/context/word-runner.ts';

const input = { conversationId: chatId, modelId: wordsModel, upToId: null };

function collect() {
  const events: SummariseEvent[] = [];
  const giveUp = new AbortController();
  return {
    events,
    giveUp,
    use: { signal: giveUp.signal, onEvent: (event: SummariseEvent) => void events.push(event) },
  };
}

test('the older half is told in one go, streamed, kept on its last message and read back with it', async () => {
  const runner = createSpeakingRunner({ contextSize: 1000, say: () => 'They counted words. ' });
  const { summaries, storage, published } = openContext(runner, [10, 20, 10, 20, 10, 20]);
  const { events, use } = collect();
  await summaries.summarise(input, use);
  const kept = storage.conversations.findMessage('m3' as MessageId)?.summary;
  expect(events).toEqual([
    { type: 'step', step: 1, steps: 1 },
    ...['They ', 'counted ', 'words. '].map((text) => ({ type: 'delta', text })),
    { type: 'done', summary: kept },
  ]);
  expect([kept?.text, kept?.modelName, published]).toEqual(['They counted words.', 'Words', ['m3']]);
  expect(runner.asked[0]).toContain(`Person: ${words(10, 'w0')}\n\nReply: ${words(20, 'w1')}`);
  expect(runner.asked[0]).not.toContain('w4');
});

// Would catch: a conversation that is too long to be summarised at once, although that is when a summary is needed.
test('what does not fit is summarised in parts, however long a message is, and every part fits', async () => {
  const runner = createSpeakingRunner({
    contextSize: 400,
    say: (request) => `Part ${request}: ${words(30, `p${request}`)}.`,
  });
  const { summaries, storage } = openContext(runner, [900, 300, 50, 700, 5, 5]);
  const { events, use } = collect();
  await summaries.summarise({ ...input, upToId: 'm3' as MessageId }, use);
  const steps = events.flatMap((event) => (event.type === 'step' ? [event.step] : []));
  expect([steps, runner.asked.length > 6]).toEqual([runner.asked.map((_, index) => index + 1), true]);
  const told = runner.asked.join(' ');
  expect(['w0', 'w1', 'w2', 'w3'].map((word) => told.match(new RegExp(`\\b${word}\\b`, 'g'))?.length)).toEqual([
    900, 300, 50, 700,
  ]);
  expect(storage.conversations.findMessage('m3' as MessageId)?.summary?.text).toMatch(/^Part \d+: p/);
});

test('an earlier summary stands for what it told; the one of the same message is made anew', async () => {
  const runner = createSpeakingRunner({ contextSize: 1000, say: () => 'Later.' });
  const { summaries } = openContext(runner, [10, 10, 10, 10, 10, 10]);
  for (const place of [1, 3])
    summaries.restore({ ...summaryOf(place, `Earlier ${place}.`), messageId: `m${place}` as MessageId } as never);
  await summaries.summarise({ ...input, upToId: 'm3' as MessageId }, collect().use);
  expect(runner.asked[0]).toContain('What came before: Earlier 1.\n\nPerson: w2');
  expect(runner.asked[0]).not.toMatch(/w0|w1|Earlier 3/);
});

test('what is given up, empty or about nothing leaves nothing behind', async () => {
  const { giveUp, use } = collect();
  const runner = createSpeakingRunner({
    contextSize: 400,
    say: () => '  ',
    onAsked: (request) => request === 1 && giveUp.abort(new Error('given up')),
  });
  const { summaries, storage } = openContext(runner, [10, 10, 10, 10]);
  await expect(summaries.summarise(input, collect().use)).rejects.toMatchObject({ code: 'summary-failed' });
  await expect(summaries.summarise(input, use)).rejects.toThrow('given up');
  await expect(
    openContext(createSpeakingRunner({ contextSize: 400, say: () => 'x' }), [10, 10]).summaries.summarise(
      input,
      collect().use,
    ),
  ).rejects.toMatchObject({ code: 'summary-failed' });
  expect(storage.conversations.activePath(chatId).map(({ summary }) => summary)).toEqual([null, null, null, null]);
});

test('a reply that reached its longest length ends with its last whole sentence', async () => {
  const runner = createSpeakingRunner({ contextSize: 512, say: () => `${words(40)}. ${words(400)}` });
  const { summaries, storage } = openContext(runner, [10, 10, 10, 10]);
  await summaries.summarise(input, collect().use);
  expect(storage.conversations.findMessage('m1' as MessageId)?.summary?.text).toBe(`${words(40)}.`);
});

test('a summary is edited, taken away and put back; one whose message is gone is not', () => {
  const { summaries, storage } = openContext(createWordRunner(100), [10, 10]);
  const summary = {
    ...summaryOf(1),
    id: 's' as SummaryId,
    messageId: 'm1' as MessageId,
    text: 'One.',
    modelName: 'Words',
    createdAtMs: 1,
  };
  const kept = () => storage.conversations.findMessage('m1' as MessageId)?.summary?.text ?? null;
  summaries.restore(summary);
  summaries.edit(summary.id, 'Two.');
  const removed = summaries.remove(summary.id);
  const gone = kept();
  summaries.restore(removed);
  expect([removed.text, gone, kept()]).toEqual(['Two.', null, 'Two.']);
  expect(() => summaries.restore({ ...summary, messageId: 'nobody' as MessageId })).toThrow('not-found');
  expect(() => summaries.edit('unknown' as SummaryId, 'x')).toThrow('not-found');
});

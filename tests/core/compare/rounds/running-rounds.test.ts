import { describe, expect, it } from 'vitest';
import { comparedApp, plainSetup, watchComparison } from '../../../support/compare/compared-app.ts';

describe('a round', () => {
  it('asks every column the same with the same seed, keeps what each prompt was, and goes on from its own answers', async () => {
    const { client, models } = await comparedApp([{ name: 'Alpha' }, { name: 'Beta' }]);
    const [alpha, beta] = models;
    if (!alpha || !beta) throw new Error('no models');
    const setups = [
      plainSetup(alpha),
      plainSetup(beta),
      plainSetup(beta, { settings: { sampling: { seed: 7 } }, systemPrompt: 'Be brief.' }),
    ];
    const plan = await client.compare.planSetups.query({ setups, timing: 'quick' });
    expect(plan.steps.flatMap(({ columnIds }) => columnIds).toSorted()).toEqual(['setup-0', 'setup-1', 'setup-2']);

    const { comparisonId } = await client.compare.create.mutate({
      setups,
      mode: 'open',
      timing: 'quick',
      conversationId: null,
    });
    const watched = watchComparison(client, comparisonId);
    const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'Tell me of the sea.' });
    const first = await watched.ended(roundId);
    expect(first.answers.map(({ status, place, error }) => ({ status, place, error }))).toEqual(
      [0, 1, 2].map((place) => ({ status: 'complete', place, error: null })),
    );
    expect(first.answers.every(({ text, stats }) => text.length > 0 && stats !== null)).toBe(true);

    const again = await client.compare.ask.mutate({ comparisonId, text: 'And of the shore?' });
    const second = await watched.ended(again.roundId);
    const prompts = await Promise.all(
      second.answers.map(({ messageId }) => client.chat.prompt.query({ replyId: messageId ?? never() })),
    );
    prompts.forEach((prompt, index) => {
      expect(prompt?.text).toContain('And of the shore?');
      expect(prompt?.text).toContain(first.answers[index]?.text.trim());
      expect(prompt?.text.includes('Be brief.')).toBe(index === 2);
    });
    const records = await Promise.all(
      first.answers.map(({ messageId }) => client.chat.record.query({ messageId: messageId ?? never() })),
    );
    const seeds = records.map((record) => record?.settings.sampling.seed);
    expect(seeds).toEqual([first.seed, first.seed, 7]);
    expect(first.answers.map(({ figures }) => figures?.seed)).toEqual(seeds);
    expect(second.seed).not.toBe(first.seed);
  });
});

function never(): never {
  throw new Error('the answer has no message');
}

import { expect, it } from 'vitest';
import { comparedApp, plainSetup, watchComparison } from '../../../support/compare/compared-app.ts';
import { startApp } from '../../../support/app-process.ts';
import { waitUntil } from '../../../support/processes.ts';

it(
  'goes on with what is missing after the app was killed in mid-round, with the same seed',
  { timeout: 120_000 },
  async () => {
    const { app, client, models, dataFolder } = await comparedApp([
      { name: 'Endless', endless: true },
      { name: 'Brief' },
    ]);
    const { comparisonId } = await client.compare.create.mutate({
      setups: models.map((model) => plainSetup(model)),
      mode: 'open',
      timing: 'fair',
      conversationId: null,
    });
    const watched = watchComparison(client, comparisonId);
    const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'Will this last?' });
    await waitUntil(() => (watched.find(roundId)?.answers[0]?.text.length ?? 0) > 100);
    await app.kill();

    const restarted = await startApp({ dataFolder });
    const page = await restarted.connect();
    try {
      const after = watchComparison(page.client, comparisonId);
      await waitUntil(() => after.find(roundId) !== null);
      const found = after.find(roundId);
      expect(found?.answers.map(({ status, phase }) => [status, phase])).toEqual([
        ['interrupted', null],
        ['not-asked', null],
      ]);
      expect(found?.progress).toBeNull();

      await page.client.compare.runMissing.mutate({ roundId });
      await waitUntil(() => after.find(roundId)?.answers[0]?.phase?.phase === 'generating');
      const [first, second] = after.find(roundId)?.answers ?? [];
      if (!first || !second) throw new Error('no answers');
      await page.client.compare.stopAnswer.mutate({ answerId: first.id });
      const round = await after.ended(roundId);
      expect(round.answers.map(({ status, versionIds }) => [status, versionIds.length])).toEqual([
        ['stopped', 2],
        ['complete', 1],
      ]);
      const records = await Promise.all(
        round.answers.map(({ messageId }) => page.client.chat.record.query({ messageId: messageId ?? missing() })),
      );
      expect(records.map((record) => record?.settings.sampling.seed)).toEqual([round.seed, round.seed]);
    } finally {
      await page.close();
      await restarted.end();
    }
  },
);

function missing(): never {
  throw new Error('the answer has no message');
}

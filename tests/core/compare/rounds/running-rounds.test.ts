import { rmSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { CompareEvent, Round } from '../../../../main/contract/compare.ts';
import type { ContestantSetup } from '../../../../main/contract/contestants.ts';
import type { Model } from '../../../../main/contract/models.ts';
import { comparedApp, plainSetup, watchComparison, type ComparedApp } from '../../../support/compare/compared-app.ts';
import { isAllWritten, mostAtOnce, shownLengths } from '../../../support/compare/round-events.ts';
import { waitUntil } from '../../../support/processes.ts';

let shared: Promise<ComparedApp> | undefined;
const endings: (() => Promise<void>)[] = [];

/** One app for all tests of this file. */
async function opened(): Promise<
  ComparedApp & { readonly alpha: Model; readonly beta: Model; readonly endless: Model }
> {
  const app = await (shared ?? Promise.reject(new Error('no app')));
  const [alpha, beta, endless] = app.models;
  if (!alpha || !beta || !endless) throw new Error('no models');
  return { ...app, alpha, beta, endless };
}

beforeAll(() => {
  const models = [
    { name: 'Alpha' },
    { name: 'Beta', ballast: { layers: 2, feedForward: 4096 } },
    { name: 'Endless', endless: true, ballast: { layers: 4, feedForward: 4096 } },
  ];
  shared = comparedApp(models, (end) => endings.push(end));
  return async () => {
    for (const end of endings) await end();
  };
});

async function begun(
  setups: readonly ContestantSetup[],
  timing: 'quick' | 'fair' = 'quick',
  mode: 'open' | 'blind' = 'open',
) {
  const { client } = await opened();
  const { comparisonId } = await client.compare.create.mutate({
    setups: [...setups],
    mode,
    timing,
    conversationId: null,
  });
  return { client, comparisonId, watched: watchComparison(client, comparisonId) };
}

const busy = { data: { appError: { code: 'conversation-busy' } } };
const states = ({ answers }: Round): unknown => answers.map(({ status, error }) => [status, error?.code ?? null]);

describe('a round', () => {
  it(
    'asks every column the same with the same seed, keeps what each prompt was, and goes on from its own answers',
    { timeout: 120_000 },
    async () => {
      const { alpha, beta } = await opened();
      const own = { settings: { sampling: { seed: 7 } }, systemPrompt: 'Be brief.' };
      const setups = [plainSetup(alpha), plainSetup(beta), plainSetup(beta, own)];
      const { client, comparisonId, watched } = await begun(setups);
      const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'Tell me of the sea.' });
      const first = await watched.ended(roundId);
      expect([states(first), first.answers.map(({ place }) => place)]).toEqual([
        [0, 1, 2].map(() => ['complete', null]),
        [0, 1, 2],
      ]);

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
    },
  );

  it('leaves the other columns alone when the runner of one is killed, or the file of one is gone', async () => {
    const { alpha, beta, endless, client } = await opened();
    rmSync(alpha.path);
    const { comparisonId, watched } = await begun([plainSetup(endless), plainSetup(alpha), plainSetup(beta)]);
    const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'Who is there?' });
    await waitUntil(() => (watched.find(roundId)?.answers[0]?.text.length ?? 0) > 0);
    process.kill(await processOf(endless), 'SIGKILL');
    const round = await watched.ended(roundId);
    expect(states(round)).toEqual([
      ['failed', 'runner-crashed'],
      ['failed', 'model-missing'],
      ['complete', null],
    ]);
    expect(round.answers[0]?.text).not.toBe('');
  });

  it('loads one after another where the memory limit has no room for two, and says so before', async () => {
    const { beta, endless, client } = await opened();
    await client.settings.update.mutate({ memoryLimitBytes: 256_000_000 });
    const { comparisonId, watched } = await begun([
      plainSetup(beta),
      plainSetup(endless, { settings: { sampling: { maxTokens: 20 } } }),
    ]);
    const plan = await client.compare.plan.query({ comparisonId });
    expect([plan.mode, plan.reason, plan.steps.length, plan.problems]).toEqual(['in-turn', 'memory', 2, []]);
    const together: string[][] = [];
    const loaded = new Set<string>();
    const runtimes = client.models.watch.subscribe(undefined, {
      onData: (event) => {
        if (event.type !== 'runtime-changed') return;
        if (event.runtime.state === 'ready' || event.runtime.state === 'generating') loaded.add(event.modelId);
        else loaded.delete(event.modelId);
        together.push([...loaded]);
      },
    });
    const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'One at a time, please.' });
    const round = await watched.ended(roundId);
    runtimes.unsubscribe();
    await client.settings.update.mutate({ memoryLimitBytes: null });
    expect(states(round)).toEqual([
      ['complete', null],
      ['complete', null],
    ]);
    expect(new Set(together.flat())).toEqual(new Set([beta.id, endless.id]));
    expect(together.filter((ids) => ids.length > 1)).toEqual([]);
  });

  it('times fairly: waits for a chat that computes, and answers strictly one after another', async () => {
    const { beta, endless, client } = await opened();
    const chat = await client.chat.send.mutate({ conversationId: null, text: 'Talk on.', modelId: endless.id });
    const short = { settings: { sampling: { maxTokens: 12 } } };
    const { comparisonId, watched } = await begun([plainSetup(beta, short), plainSetup(beta)], 'fair');
    const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'Is it quiet?' });
    await waitUntil(() => watched.events.some(({ type }) => type === 'progress'));
    expect(watched.find(roundId)?.answers.map(({ status }) => status)).toEqual(['waiting', 'waiting']);
    await client.chat.stop.mutate({ conversationId: chat.conversationId });
    const round = await watched.ended(roundId);
    expect(round.answers.map(({ figures }) => figures?.timing)).toEqual(['alone', 'alone']);
    expect(mostAtOnce(watched.events)).toBe(1);
  });

  it('does not wait for a quiet moment when nothing is left to be asked', async () => {
    const { beta, endless, client } = await opened();
    const chat = await client.chat.send.mutate({ conversationId: null, text: 'Talk on.', modelId: endless.id });
    const { comparisonId, watched } = await begun([plainSetup(beta), plainSetup(beta)], 'fair');
    const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'Never mind?' });
    await waitUntil(() => watched.find(roundId) !== null);
    for (const { id } of watched.find(roundId)?.answers ?? []) {
      await client.compare.stopAnswer.mutate({ answerId: id });
    }
    const round = await watched.ended(roundId);
    // The chat talks on.
    const { conversationId } = chat;
    await expect(client.chat.send.mutate({ conversationId, text: 'Stop.', modelId: endless.id })).rejects.toMatchObject(
      busy,
    );
    await client.chat.stop.mutate({ conversationId });
    expect(states(round)).toEqual([
      ['not-asked', null],
      ['not-asked', null],
    ]);
  });

  it('writes no answer anew while its column is still to be asked, which would then find it busy', async () => {
    const { endless, client } = await opened();
    const setups = [plainSetup(endless), plainSetup(endless, { load: { contextSize: 512 } })];
    const { comparisonId, watched } = await begun(setups);
    const earlier = await client.compare.ask.mutate({ comparisonId, text: 'One by one?' });
    await client.compare.stopRound.mutate(earlier);
    const before = await watched.ended(earlier.roundId);
    const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'And now?' });
    const waiting = before.answers[1]?.id ?? never();
    await expect(client.compare.regenerate.mutate({ answerId: waiting })).rejects.toMatchObject(busy);
    await client.compare.stopRound.mutate({ roundId });
    await watched.ended(roundId);
    // Nor is it asked further while it writes one anew.
    await client.compare.regenerate.mutate({ answerId: waiting });
    await expect(client.compare.runMissing.mutate({ roundId })).rejects.toMatchObject(busy);
    await client.compare.stopRound.mutate(earlier);
    await watched.ended(earlier.roundId);
  });

  it('shows hidden answers in step, and everything without a gap once they are revealed in mid-round', async () => {
    const { endless, client } = await opened();
    const hot = { settings: { sampling: { temperature: 1.5 } } };
    const { comparisonId, watched } = await begun([plainSetup(endless), plainSetup(endless, hot)], 'quick', 'blind');
    const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'Who goes first?' });
    await waitUntil(() => shownLengths(watched.events).length > 3);
    const lengths = shownLengths(watched.events);
    expect(lengths.every((shown) => new Set(shown).size === 1)).toBe(true);

    await client.compare.reveal.mutate({ roundId });
    await waitUntil(() => watched.find(roundId)?.answers.every(({ contestant }) => contestant !== null) ?? false);
    const revealed = watched.events.length;
    await waitUntil(() => watched.events.slice(revealed).filter(({ type }) => type === 'answer-delta').length > 4);
    await client.compare.stopRound.mutate({ roundId });
    const round = await watched.ended(roundId);
    const stored = watchComparison(client, comparisonId);
    await waitUntil(() => stored.find(roundId) !== null);
    expect(round.answers.map(({ status, text }) => [status, text])).toEqual(
      stored.find(roundId)?.answers.map(({ status, text }) => [status, text]),
    );
  });

  it(
    'ends with its comparison, deleted while hidden words are still read out, and harms nothing',
    { timeout: 120_000 },
    async () => {
      const { endless, client } = await opened();
      const { comparisonId, watched } = await begun([plainSetup(endless), plainSetup(endless)], 'quick', 'blind');
      const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'Who stays?' });
      await waitUntil(() => shownLengths(watched.events).length > 0);
      await client.compare.remove.mutate({ comparisonId });
      const isOver = (event: CompareEvent): boolean => event.type === 'progress' && event.progress === null;
      await waitUntil(() => watched.events.some(isOver));
      await client.compare.restore.mutate({ comparisonId });
      expect(states(await watched.ended(roundId))).toEqual([
        ['stopped', null],
        ['stopped', null],
      ]);
    },
  );

  it('holds a hidden answer that is asked later until it has ended: the pace would be its own', async () => {
    const { endless, client } = await opened();
    const long = { settings: { sampling: { maxTokens: 600 } } };
    const other = { ...long, systemPrompt: 'Be brief.' };
    const chat = await client.chat.send.mutate({ conversationId: null, text: 'Talk on.', modelId: endless.id });
    const { comparisonId, watched } = await begun(
      [plainSetup(endless, long), plainSetup(endless, other)],
      'fair',
      'blind',
    );
    const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'Who is late?' });
    await waitUntil(() => watched.find(roundId) !== null);
    const missing = watched.find(roundId)?.answers[0];
    await client.compare.stopAnswer.mutate({ answerId: missing?.id ?? never() });
    await client.chat.stop.mutate({ conversationId: chat.conversationId });
    const round = await watched.ended(roundId);
    expect(round.answers.map(({ status }) => status)).toEqual(['not-asked', 'complete']);
    const before = watched.events.length;
    await client.compare.runMissing.mutate({ roundId });
    await watched.ended(roundId);
    const later = watched.events.slice(before);
    const firstWords = later.findIndex((event) => event.type === 'answer-delta' && event.answerId === missing?.id);
    const lastEnd = later.findIndex(isAllWritten);
    expect(lastEnd).toBeGreaterThan(-1);
    expect(firstWords).toBeGreaterThan(lastEnd);
  });

  it('calls an answer contended when a chat of another model computes meanwhile', async () => {
    const { beta, endless, client } = await opened();
    const { comparisonId, watched } = await begun([plainSetup(endless), plainSetup(beta)]);
    const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'Still alone?' });
    await waitUntil(() => (watched.find(roundId)?.answers[0]?.text.length ?? 0) > 0);
    const chat = await client.chat.send.mutate({ conversationId: null, text: 'Hello.', modelId: beta.id });
    const replies: string[] = [];
    const talk = client.chat.watch.subscribe(
      { conversationId: chat.conversationId },
      { onData: (event) => void (event.type === 'reply-ended' && replies.push(event.message.status)) },
    );
    await waitUntil(() => replies.length > 0);
    talk.unsubscribe();
    const first = watched.find(roundId)?.answers[0];
    await client.compare.stopAnswer.mutate({ answerId: first?.id ?? never() });
    const round = await watched.ended(roundId);
    expect(round.answers.map(({ status, figures }) => [status, figures?.timing])).toEqual([
      ['stopped', 'contended'],
      ['complete', 'alone'],
    ]);
  });
});

async function processOf(model: Model): Promise<number> {
  const { client } = await opened();
  return new Promise((resolve) => {
    const load = client.system.watchLoad.subscribe(undefined, {
      onData: ({ runners }) => {
        const pid = runners.find(({ modelId }) => modelId === model.id)?.processId;
        if (pid === undefined || pid === null) return;
        load.unsubscribe();
        resolve(pid);
      },
    });
  });
}

function never(): never {
  throw new Error('it is not there');
}

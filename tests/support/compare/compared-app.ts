import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Answer, CompareEvent, Round } from '../../../main/contract/compare.ts';
import type { ContestantSetup } from '../../../main/contract/contestants.ts';
import type { ComparisonId, RoundId } from '../../../main/contract/ids.ts';
import type { Model } from '../../../main/contract/models.ts';
import { startApp, type AppProcess, type Client } from '../app-process.ts';
import { writeBigramModel, type BigramModelOptions } from '../gguf/bigram-model.ts';
import { waitUntil } from '../processes.ts';

export type ComparedApp = {
  readonly app: AppProcess;
  readonly client: Client;
  readonly models: readonly Model[];
  readonly dataFolder: string;
  /** Of this browser: another page of it connects with it. */
  readonly cookie: string;
};

/**
 * A running app with small models of these names.
 * @param cleanUp what is to be done at the end; `afterAll` for an app that several tests share.
 */
export async function comparedApp(
  models: readonly (Partial<BigramModelOptions> & { readonly name: string })[],
  cleanUp: (end: () => Promise<void>) => void = onTestFinished,
): Promise<ComparedApp> {
  const folder = mkdtempSync(join(tmpdir(), 'counterweight-test-'));
  const dataFolder = join(folder, 'data');
  const app = await startApp({ dataFolder });
  const { client, close, cookie } = await app.connect();
  cleanUp(async () => {
    await close();
    await app.end();
    rmSync(folder, { recursive: true, force: true });
  });
  const imported: Model[] = [];
  for (const [index, options] of models.entries()) {
    const path = join(folder, `${options.name}.gguf`);
    await writeBigramModel({ seed: index + 1, ...options, path });
    imported.push(await client.models.importFile.mutate({ path }));
  }
  return { app, client, models: imported, dataFolder, cookie };
}

export function plainSetup(model: Model, more: Partial<ContestantSetup> = {}): ContestantSetup {
  return { modelId: model.id, load: {}, settings: {}, systemPrompt: '', variables: {}, ...more };
}

/** What a page knows of a comparison that it watches. */
export type WatchedComparison = {
  readonly events: readonly CompareEvent[];
  /** As they are now, put together from events. */
  rounds(): readonly Round[];
  /** Null until it was told of. */
  find(id: RoundId): Round | null;
  /** Resolves when nothing of the round is under way. */
  ended(id: RoundId): Promise<Round>;
  leave(): void;
};

export function watchComparison(client: Client, comparisonId: ComparisonId): WatchedComparison {
  const events: CompareEvent[] = [];
  const rounds = new Map<RoundId, Round>();
  const subscription = client.compare.watch.subscribe(
    { comparisonId },
    {
      onData: (event) => {
        events.push(event);
        apply(event, rounds);
      },
      onError: () => undefined,
    },
  );
  onTestFinished(() => subscription.unsubscribe());
  return {
    events,
    rounds: () => [...rounds.values()],
    find: (id) => rounds.get(id) ?? null,
    ended: async (id) => {
      await waitUntil(() => {
        const one = rounds.get(id);
        return one !== undefined && one.progress === null && one.answers.every(isOver);
      });
      const found = rounds.get(id);
      if (!found) throw new Error('the round was removed');
      return found;
    },
    leave: () => subscription.unsubscribe(),
  };
}

export function isOver({ status }: Answer): boolean {
  return status !== 'waiting' && status !== 'writing';
}

function apply(event: CompareEvent, rounds: Map<RoundId, Round>): void {
  switch (event.type) {
    case 'snapshot':
      rounds.clear();
      for (const one of event.rounds) rounds.set(one.id, one);
      return;
    case 'round-changed':
      return void rounds.set(event.round.id, event.round);
    case 'round-removed':
      return void rounds.delete(event.roundId);
    case 'progress':
      return change(rounds, event.roundId, (round) => ({ ...round, progress: event.progress }));
    case 'answer-changed':
      return change(rounds, event.roundId, (round) => ({
        ...round,
        answers: round.answers.map((answer) => (answer.id === event.answer.id ? event.answer : answer)),
      }));
    case 'answer-delta':
      return changeAnswer(rounds, event.answerId, (answer) => {
        if (answer[event.kind].length !== event.offset) throw new Error('a piece of an answer is missing');
        return { ...answer, [event.kind]: answer[event.kind] + event.text };
      });
    case 'answer-phase':
      return changeAnswer(rounds, event.answerId, (answer) => ({ ...answer, phase: event.phase }));
    default:
  }
}

function change(rounds: Map<RoundId, Round>, id: RoundId, how: (round: Round) => Round): void {
  const round = rounds.get(id);
  if (round) rounds.set(id, how(round));
}

function changeAnswer(rounds: Map<RoundId, Round>, id: Answer['id'], how: (answer: Answer) => Answer): void {
  for (const round of rounds.values()) {
    if (!round.answers.some((answer) => answer.id === id)) continue;
    const answers = round.answers.map((answer) => (answer.id === id ? how(answer) : answer));
    rounds.set(round.id, { ...round, answers });
  }
}

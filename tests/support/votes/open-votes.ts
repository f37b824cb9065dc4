import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { MessageId } from '../../../main/contract/ids.ts';
import {
  answerIdSchema,
  columnIdSchema,
  comparisonIdSchema,
  contestantIdSchema,
  conversationIdSchema,
  messageIdSchema,
  modelIdSchema,
  roundIdSchema,
  type AnswerId,
  type RoundId,
} from '../../../main/contract/ids.ts';
import type { VoteLine, VotesEvent } from '../../../main/contract/votes.ts';
import { createVotesSide } from '../../../main/core/votes-side.ts';
import type { NewMessage } from '../../../main/core/ports/message-tree.ts';
import type { Host } from '../../../main/core/ports/host.ts';
import { createCsvText } from '../../../main/exchange/csv-text.ts';
import { ExchangeFolder } from '../../../main/exchange/exchange-folder.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { temporaryFolder } from '../temporary-folder.ts';

type Said = { readonly text: string; readonly status?: NewMessage['status'] };
export type RoundSeed = {
  readonly id: string;
  readonly prompt: string;
  /** By column; null: was not asked. */
  readonly answers: readonly (Said | null)[];
  readonly isBlind?: boolean;
  readonly tags?: readonly string[];
};

const comparisonId = comparisonIdSchema.parse('comparison');
const setup = { modelId: modelIdSchema.parse('m'), load: {}, settings: {}, systemPrompt: '', variables: {} };

/** A database with a comparison of some contestants, and the services of votes on it as the web host has them. */
export function openVotes(names: readonly string[] = ['Ash', 'Birch', 'Cedar'], revealsAfterVote = true) {
  const dataFolder = join(temporaryFolder(), 'data');
  mkdirSync(dataFolder);
  const storage = openStorage({ dataFolder });
  onTestFinished(() => storage.close());
  let now = Date.UTC(2026, 2, 4, 5, 6, 7);
  const clock = { now: () => (now += 1000) };
  const told: RoundId[] = [];
  const running = new Set<RoundId>();
  const exchangeFiles = new ExchangeFolder(dataFolder);
  const host = { info: { host: 'web', appVersion: '1', dataFolder } } as unknown as Host;
  const { votes, voteFiles } = createVotesSide({
    ...{ storage, exchangeFiles, csv: createCsvText(), host, clock },
    nameOf: ({ ownName, modelName }) => ownName ?? modelName,
    isUnderWay: (id) => running.has(id),
    reveal: (id) => storage.compare.reveal(id, clock.now()),
    roundChanged: (id) => void told.push(id),
  });
  seedComparison();
  let leaves: (MessageId | null)[] = names.map(() => null);

  return {
    ...{ storage, votes, voteFiles, told, running, round, lines, written, brought, comparisonId },
    clear: () => (leaves = names.map(() => null)),
  };

  function seedComparison(): void {
    const columns = names.map((modelName, index) => {
      const id = contestantIdSchema.parse(modelName);
      const record = { id, key: `key of ${modelName}`, ownName: null, setup, modelName, quantization: 'Q4_K_M' };
      storage.compare.keepContestant({ ...record, differences: [`place ${index}`], createdAtMs: 1 });
      return {
        id: columnIdSchema.parse(`column-${index}`),
        contestantId: id,
        conversationId: conversationIdSchema.parse(`words-${index}`),
        ...{ copiedFrom: null, own: { settings: {}, systemPrompt: null, variables: {} }, modelId: setup.modelId },
        ...{ title: modelName, createdAtMs: 1 },
      };
    });
    const facts = { title: 'Trees', titleSource: 'auto', mode: 'blind', timing: 'quick', source: null } as const;
    storage.compare.create({ ...facts, id: comparisonId, revealsAfterVote, createdAtMs: 1, updatedAtMs: 1 }, columns);
  }

  /** Asks every column and lets it answer at once. @returns ids by column. */
  function round({ id, prompt, answers, isBlind = true, tags = [] }: RoundSeed) {
    const roundId = roundIdSchema.parse(id);
    const ids = answers.map((_, index) => answerIdSchema.parse(`${id}-${index}`));
    const records = ids.map((answerId, index) => ({
      id: answerId,
      columnId: columnIdSchema.parse(`column-${index}`),
      // The order of the row is another one than that of the columns.
      place: (index + 1) % answers.length,
    }));
    storage.compare.addRound({
      ...{ id: roundId, comparisonId, text: prompt, tags, seed: 1, isBlind, createdAtMs: clock.now() },
      ...{ attachmentIds: [], sentDraft: null, answers: records },
    });
    for (const [index, said] of answers.entries()) if (said !== null) say(roundId, index, prompt, said, ids);
    return { roundId, ids };
  }

  function say(roundId: RoundId, index: number, prompt: string, said: Said, ids: readonly AnswerId[]): void {
    const conversationId = conversationIdSchema.parse(`words-${index}`);
    const question = messageIdSchema.parse(`q-${roundId}-${index}`);
    const reply = messageIdSchema.parse(`a-${roundId}-${index}`);
    const shared = { conversationId, createdAtMs: 2 };
    storage.conversations.append(
      [
        { ...shared, id: question, parentId: leaves[index] ?? null, role: 'user', text: prompt, status: 'complete' },
        {
          ...{ ...shared, id: reply, parentId: question, role: 'assistant', text: said.text },
          status: said.status ?? 'complete',
        },
      ],
      { conversationId, updatedAtMs: 3 },
    );
    leaves[index] = reply;
    const answerId = ids[index];
    if (answerId !== undefined) storage.compare.setAnswerMessage(answerId, reply);
  }

  function lines(): readonly VoteLine[] {
    let last: VotesEvent | null = null;
    votes.watch((event) => (last = event))();
    return (last as VotesEvent | null)?.votes ?? [];
  }

  /** The text of an export. */
  async function written(format: 'csv' | 'dpo-jsonl' | 'kto-jsonl', tag: string | null = null, onlyBlind = false) {
    const exported = await voteFiles.export({ format, tag, onlyBlind }, new AbortController().signal);
    if (exported === null || exported.exportId === null) throw new Error('nothing was written');
    const path = join(dataFolder, 'exchange', `export-${exported.exportId}`);
    return { text: readFileSync(path, 'utf8'), exported };
  }

  /** Imports a file with this text. */
  function brought(text: string, name = 'votes.csv') {
    const path = join(dataFolder, name);
    writeFileSync(path, text);
    return voteFiles.import({ kind: 'path', path });
  }
}

import type { Token } from 'node-llama-cpp';
import { AppError } from '../contract/errors.ts';
import type { LoadedModel } from './load-model.ts';
import { knownTokens } from './known-tokens.ts';
import { prefill } from './prefill.ts';
import type { RunnerCommand } from './protocol.ts';
import { scoreGroup } from './score/score-group.ts';
import type { SendReport } from './send-report.ts';
import type { SequenceTurn } from './sequence-turns.ts';

type Scoring = {
  readonly turn: SequenceTurn;
  readonly command: Extract<RunnerCommand, { type: 'score' }>;
  readonly send: SendReport;
};

/** A stop waits for the group under way. */
const groupMs = 150;
const firstPlaces = 2;
/** Each place of a group holds the engine's numbers for the whole vocabulary: some 600 kB where it has 150,000 tokens. */
const mostPlaces = 32;

/**
 * Judges each token of a reply where it stands, group by group; ends early when it is stopped.
 * @throws AppError `context-overflow`; any other error is the engine's.
 */
export async function score({ turn, command, send }: Scoring): Promise<void> {
  const { requestId, alternatives } = command;
  const { signal } = turn;
  const { tokens, from } = tokensOf(turn.model, command);
  const loaded = turn.take(tokens);
  const total = tokens.length - from;
  const progress = (): void => send({ type: 'progress', requestId });
  let size = firstPlaces;
  let at = from;
  while (at < tokens.length) {
    // Up to the token that the group's first one follows: that is evaluated with the group.
    const { isStopped } = await prefill(loaded, { tokens: tokens.slice(0, at) }, signal, progress);
    if (isStopped) break;
    const startedAtMs = performance.now();
    const end = Math.min(tokens.length, at + size);
    const scores = await scoreGroup(loaded, { tokens, at, end, alternatives });
    send({ type: 'scores', requestId, start: at - from, total, scores });
    size = nextSize(end - at, performance.now() - startedAtMs);
    at = end;
    await new Promise((resolve) => setImmediate(resolve));
  }
  send({ type: 'scored', requestId, ...loaded.memory() });
}

function nextSize(done: number, elapsedMs: number): number {
  return Math.max(1, Math.min(mostPlaces, done * 2, Math.floor((done * groupMs) / Math.max(elapsedMs, 1))));
}

type Judged = { readonly tokens: Token[]; readonly from: number };

/** Prompt and reply as one; the reply's own begin at `from`. */
function tokensOf(loaded: LoadedModel, command: Scoring['command']): Judged {
  const { vocabulary } = loaded.promptTemplate;
  const { contextSize } = loaded.context;
  const { prompt, reply } = command;
  const before = vocabulary.tokenize(prompt);
  const exact = knownTokens(loaded.model, command.tokens);
  const tokens = exact ? [...before, ...exact] : vocabulary.tokenize({ ...prompt, text: prompt.text + reply });
  if (tokens.length + 1 > contextSize) {
    throw new AppError('context-overflow', { promptTokens: tokens.length, contextSize });
  }
  // Read as one text, the end of the prompt may be divided otherwise. The very first token follows nothing.
  const from = exact ? before.length : firstDifference(before, tokens);
  return { tokens, from: Math.max(1, from) };
}

function firstDifference(before: readonly Token[], tokens: readonly Token[]): number {
  const at = before.findIndex((token, index) => token !== tokens[index]);
  return at < 0 ? before.length : at;
}

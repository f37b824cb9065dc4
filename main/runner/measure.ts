import type { LlamaModel, Token } from 'node-llama-cpp';
import { AppError } from '../contract/errors.ts';
import type { LoadedSequence } from './load-model.ts';
import { prefill } from './prefill.ts';
import type { RunnerCommand } from './protocol.ts';
import { replyTokens } from './reply/reply-tokens.ts';
import type { SendReport } from './send-report.ts';

type Measurement = {
  readonly loaded: LoadedSequence;
  readonly command: Extract<RunnerCommand, { type: 'measure' }>;
  readonly signal: AbortSignal;
  readonly send: SendReport;
  readonly onReply: () => void;
};

/** Guesses that a draft makes about a reply to nonsense say nothing; a prompt that ends in this continues like text. */
const passage = `The ferry leaves the harbour at seven in the morning and returns before dark. On the way it stops at two
islands, where people come on board with baskets of vegetables, letters and, once a week, a crate of books for the school.
The captain knows most of them by name. In winter the crossing takes longer, because the wind comes from the north and
the boat has to keep close to the shore. Nobody minds very much. There is a stove in the cabin, somebody always brings
coffee, and the talk is about the weather, the price of fish and the new road that was promised many years ago.`;

/**
 * Evaluates a prompt and samples a reply in an empty sequence; what the sequence held before is lost. The rate of a
 * prompt includes sampling the reply's first token; `replyTokens` are those after it. Cancelled, it tells what it got to.
 * @throws AppError `context-overflow` when the context is too small; any other error is the engine's.
 */
export async function measure({ loaded, command, signal, send, onReply }: Measurement): Promise<void> {
  const { sequence, draft } = loaded;
  const { requestId, promptTokens, replyTokens } = command;
  const contextSize = loaded.context.contextSize;
  if (promptTokens + replyTokens + 1 > contextSize) {
    throw new AppError('context-overflow', { promptTokens: promptTokens + replyTokens, contextSize });
  }
  if (draft) draft.isOn = command.usesDraft;
  try {
    await sequence.clearHistory();
    const before = { accepted: 0, guessed: 0, ...draft?.counts };
    const prompt = promptOf(loaded.model, promptTokens);
    const progress = (): void => send({ type: 'progress', requestId });
    const { doneTokens, startedAtMs } = await prefill(loaded, { tokens: prompt }, signal, progress);
    const reply = await evaluateReply({ loaded, command, signal, send, onReply }, prompt.slice(doneTokens));
    const after = { accepted: 0, guessed: 0, ...draft?.counts };
    send({
      type: 'measured',
      requestId,
      promptTokens: reply.firstAtMs === null ? doneTokens : promptTokens,
      promptMs: (reply.firstAtMs ?? performance.now()) - startedAtMs,
      replyTokens: reply.tokens,
      replyMs: reply.firstAtMs === null ? 0 : reply.lastAtMs - reply.firstAtMs,
      draftAccepted: after.accepted - before.accepted,
      draftGuessed: after.guessed - before.guessed,
      ...loaded.memory(),
    });
  } finally {
    if (draft) draft.isOn = true;
    await sequence.clearHistory();
  }
}

type Reply = { readonly firstAtMs: number | null; readonly lastAtMs: number; readonly tokens: number };

async function evaluateReply(measurement: Measurement, rest: Token[]): Promise<Reply> {
  const { loaded, command, signal, send, onReply } = measurement;
  let firstAtMs: number | null = null;
  let lastAtMs = performance.now();
  let tokens = -1;
  if (signal.aborted) return { firstAtMs, lastAtMs, tokens: 0 };
  let toldAtMs = lastAtMs;
  // A measured reply goes on where a real one would end.
  for await (const _ of replyTokens(loaded, rest, { temperature: 0, yieldEogToken: true }, signal)) {
    lastAtMs = performance.now();
    tokens += 1;
    if (firstAtMs === null) onReply();
    firstAtMs ??= lastAtMs;
    if (tokens >= command.replyTokens || signal.aborted) break;
    if (lastAtMs - toldAtMs < 1000) continue;
    toldAtMs = lastAtMs;
    send({ type: 'progress', requestId: command.requestId });
  }
  return { firstAtMs, lastAtMs, tokens: Math.max(0, tokens) };
}

/** Made-up tokens that end in a passage of text. No special ones: those would begin and end turns. */
function promptOf(model: LlamaModel, length: number): Token[] {
  const isOrdinary = (token: Token): boolean => {
    const { normal, userDefined } = model.getTokenAttributes(token);
    return (normal || userDefined) && !model.isSpecialToken(token);
  };
  const text = model.tokenize(passage).filter(isOrdinary).slice(-length);
  return [...madeUpTokens(model, length - text.length, isOrdinary), ...text];
}

function madeUpTokens(model: LlamaModel, count: number, isOrdinary: (token: Token) => boolean): Token[] {
  const vocabulary = [...model.iterateAllTokens()];
  const tokens: Token[] = [];
  // A full-period generator visits each index once (Hull–Dobell); the same tokens every time make rounds comparable.
  const period = 2 ** Math.ceil(Math.log2(Math.max(2, vocabulary.length)));
  const ordinary: Token[] = [];
  for (let step = 0, index = 1; step < period && ordinary.length < Math.min(count, 512); step += 1) {
    index = (index * 5 + 3) % period;
    const token = vocabulary[index];
    if (token !== undefined && isOrdinary(token)) ordinary.push(token);
  }
  for (let at = 0; tokens.length < count; at += 1) {
    tokens.push(ordinary[at % ordinary.length] ?? vocabulary[0] ?? (0 as Token));
  }
  return tokens;
}

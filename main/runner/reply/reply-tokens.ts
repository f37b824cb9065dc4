import type { ControlledEvaluateInputItem, LlamaContextSequence, SequenceEvaluateOptions, Token } from 'node-llama-cpp';
import type { Draft } from '../draft.ts';
import type { SequencePace } from '../batch-pace.ts';
import type { LoadedSequence } from '../load-model.ts';

export type ReplyOptions = Pick<
  SequenceEvaluateOptions,
  | 'temperature'
  | 'topP'
  | 'topK'
  | 'minP'
  | 'seed'
  | 'yieldEogToken'
  | 'repeatPenalty'
  | 'dryRepeatPenalty'
  | 'xtc'
  | 'grammarEvaluationState'
>;

/** Takes other tokens in place of the one it gave last; without any, that one is evaluated. */
export type ReplyTokens = AsyncGenerator<Token, void, Token[] | void>;

const firstGuesses = 4;
const mostGuesses = 16;
/** A stop waits for the guesses and the batch under way. */
const bearableMs = 300;

/**
 * Evaluates the tokens and yields the reply's, one by one, as the sequence itself does: until the model ends it, unless
 * `yieldEogToken`. With a draft model its guesses are judged several in one batch; the words are the same at temperature
 * 0, and as likely at any other.
 * @throws StoppedWaiting when stopped before it was its turn; whatever the context shift throws when the context is full.
 */
export function replyTokens(
  { sequence, draft, pace }: Pick<LoadedSequence, 'sequence' | 'draft' | 'pace'>,
  tokens: readonly Token[],
  options: ReplyOptions,
  signal: AbortSignal,
): ReplyTokens {
  const source =
    draft?.isOn === true && canSpeculate(options)
      ? speculate(sequence, draft, tokens, options)
      : sequence.evaluate([...tokens], options);
  return pace === null ? source : inStep(source, pace, signal);
}

/** A reply was stopped while it waited for a batch. */
export class StoppedWaiting extends Error {}

/** The same tokens, each evaluated with those of the other sequences. The first one comes with the rest of the prompt. */
async function* inStep(source: ReplyTokens, pace: SequencePace, signal: AbortSignal): ReplyTokens {
  let instead: Token[] | void = undefined;
  let kind: Parameters<SequencePace['turn']>[0] = 'prompt';
  try {
    while (true) {
      if (!(await pace.turn(kind, signal))) throw new StoppedWaiting();
      const next: IteratorResult<Token, void> = await source.next(instead).finally(pace.over);
      if (next.done === true) return;
      kind = 'token';
      instead = yield next.value;
    }
  } finally {
    await source.return();
  }
}

/**
 * Several places are judged at once only where each can be judged as if it were alone. DRY and grammars remember what they
 * accepted, which the binding cannot be told about guesses; XTC draws from the same seed as the choice itself, and with a
 * seed for each place both would draw the same number.
 */
function canSpeculate({ dryRepeatPenalty, xtc, grammarEvaluationState }: ReplyOptions): boolean {
  return dryRepeatPenalty === undefined && xtc === undefined && grammarEvaluationState === undefined;
}

/** The binding's own token predictor takes at most one guess of each batch (3.21.1), so this is done here. */
async function* speculate(
  sequence: LlamaContextSequence,
  draft: Draft,
  tokens: readonly Token[],
  options: ReplyOptions,
): ReplyTokens {
  let pending = [...tokens];
  let length = firstGuesses;
  while (true) {
    const room = sequence.contextSize - sequence.nextTokenIndex - pending.length - 1;
    const startedAtMs = performance.now();
    const guesses = await draft.guess([...sequence.contextTokens, ...pending], Math.min(length, room));
    const { accepted, next } = await judge(sequence, pending, guesses, options);
    draft.counts.guessed += guesses.length;
    draft.counts.accepted += accepted;
    length = nextLength(length, guesses.length, accepted, performance.now() - startedAtMs);
    const given = [...guesses.slice(0, accepted), next];
    for (const [index, token] of given.entries()) {
      if (options.yieldEogToken !== true && sequence.model.isEogToken(token)) return;
      const instead = yield token;
      pending = instead ?? [token];
      if (!instead) continue;
      // Guesses after this one are in the state already.
      await eraseFrom(sequence, sequence.nextTokenIndex - Math.max(0, accepted - index));
      break;
    }
  }
}

async function eraseFrom(sequence: LlamaContextSequence, start: number): Promise<void> {
  const end = sequence.nextTokenIndex;
  if (start < end) await sequence.eraseContextTokenRanges([{ start, end }]);
}

/** More after a run that was right to its end, fewer after a wrong guess, and no more than are made and judged in time. */
function nextLength(length: number, guessed: number, accepted: number, elapsedMs: number): number {
  if (guessed === 0) return length;
  const wanted = accepted === guessed ? Math.min(mostGuesses, length * 2) : accepted + 1;
  const bearable = Math.floor(((guessed + 1) * bearableMs) / Math.max(elapsedMs, 1)) - 1;
  return Math.max(1, Math.min(wanted, bearable));
}

type Judgement = {
  /** Guesses that are what the model samples itself; they are in its state, the others are not any more. */
  readonly accepted: number;
  /** The token it samples after them. */
  readonly next: Token;
};

async function judge(
  sequence: LlamaContextSequence,
  pending: readonly Token[],
  guesses: readonly Token[],
  options: ReplyOptions,
): Promise<Judgement> {
  const { seed } = options;
  const start = sequence.nextTokenIndex;
  const sampledFrom = pending.length - 1;
  const input = [...pending, ...guesses].map((token, index): ControlledEvaluateInputItem => {
    if (index < sampledFrom) return token;
    // Each place has a seed of its own, so that a reply does not depend on how many guesses were judged with it.
    const own = seed === undefined ? {} : { seed: seedAt(seed, start + index) };
    const repeat = repeatAt(options, guesses.slice(0, index - sampledFrom));
    return [token, { generateNext: { token: true, options: { ...options, ...own, ...repeat } } }];
  });
  const outputs = await sequence.controlledEvaluate(input);
  const sampled = (place: number): Token => {
    const token = outputs[sampledFrom + place]?.next.token;
    if (token === null || token === undefined) throw new Error('no token could be sampled');
    return token;
  };
  let accepted = 0;
  while (accepted < guesses.length && guesses[accepted] === sampled(accepted)) accepted += 1;
  await eraseFrom(sequence, start + pending.length + accepted);
  return { accepted, next: sampled(accepted) };
}

/** At a place behind guesses, the penalty looks back at them too. */
function repeatAt({ repeatPenalty }: ReplyOptions, guesses: readonly Token[]): Pick<ReplyOptions, 'repeatPenalty'> {
  if (repeatPenalty === undefined) return {};
  const { punishTokens, maxPunishTokens = 1 } = repeatPenalty;
  const before = typeof punishTokens === 'function' ? punishTokens() : punishTokens;
  return { repeatPenalty: { ...repeatPenalty, punishTokens: [...before, ...guesses].slice(-maxPunishTokens) } };
}

/** Spreads a seed over places: the finalizer of MurmurHash3 over their sum in steps of 2³²/φ. */
function seedAt(seed: number, place: number): number {
  let bits = (seed + Math.imul(place + 1, 0x9e3779b9)) >>> 0;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}

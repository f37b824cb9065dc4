import type { ControlledEvaluateInputItem, Token } from 'node-llama-cpp';
import type { LoadedSequence } from '../load-model.ts';
import type { TokenScore } from '../protocol.ts';
import { keptShare, readDistribution, tailLogProbability, tailTemperature, type Distribution } from './distribution.ts';

/** Places of `tokens` from `at` up to `end`; the state holds a beginning of what stands before `at`. */
export type Group = {
  readonly tokens: readonly Token[];
  readonly at: number;
  readonly end: number;
  readonly alternatives: number;
};

/** No other sampler takes part. The engine's words for "off": 0 for top-k and min-p. */
const likeliestOnes = { temperature: 1, topK: 0, topP: keptShare, minP: 0, seed: 0 } as const;
const everyOne = { temperature: tailTemperature, topK: 0, topP: 1, minP: 0, seed: 0 } as const;

/** Evaluates the group and judges its tokens. Afterwards the state holds everything up to its last token but one. */
export async function scoreGroup(loaded: LoadedSequence, group: Group): Promise<TokenScore[]> {
  const { tokens, at, end, alternatives } = group;
  const vocabularySize = loaded.model.fileInfo.metadata.tokenizer.ggml.tokens.length;
  const told = await evaluate(loaded, group, likeliestOnes, () => true);
  const places = tokens.slice(at, end).map((token, index) => {
    const distribution = readDistribution(told[index] ?? new Map(), vocabularySize, Math.max(1, alternatives));
    return { token, distribution, log: distribution.logProbability(token) };
  });
  const isMissing = (index: number): boolean => places[index]?.log === null;
  // Rare: words that a person gave, or ones from far down at a high temperature.
  const whole = places.some((_, index) => isMissing(index)) ? await again(loaded, group, isMissing) : [];
  return places.map(({ token, distribution, log }, index) => {
    const known = log ?? tailLogProbability(distribution, whole[index] ?? new Map(), token);
    return describe(loaded, token, distribution, known, alternatives);
  });
}

async function again(
  loaded: LoadedSequence,
  group: Group,
  isWanted: (index: number) => boolean,
): Promise<ReadonlyMap<Token, number>[]> {
  await loaded.sequence.adaptStateToTokens(group.tokens.slice(0, group.at - 1), false);
  return evaluate(loaded, group, everyOne, isWanted);
}

/** @returns for each place of the group how likely tokens were there; empty where it was not wanted. */
async function evaluate(
  { sequence }: LoadedSequence,
  { tokens, at, end }: Group,
  options: typeof likeliestOnes | typeof everyOne,
  isWanted: (index: number) => boolean,
): Promise<ReadonlyMap<Token, number>[]> {
  const start = sequence.nextTokenIndex;
  // A token is judged by what is sampled from the one before it.
  const input = tokens.slice(start, end - 1).map((token, index): ControlledEvaluateInputItem => {
    const place = start + index + 1 - at;
    return place < 0 || !isWanted(place) ? token : [token, { generateNext: { probabilities: true, options } }];
  });
  const outputs = await sequence.controlledEvaluate(input);
  return tokens.slice(at, end).map((_, place) => outputs[at - 1 - start + place]?.next.probabilities ?? new Map());
}

function describe(
  { promptTemplate: { vocabulary } }: LoadedSequence,
  token: Token,
  { likeliest, entropyBits }: Distribution,
  logProbability: number,
  alternatives: number,
): TokenScore {
  const ids = [token, ...likeliest.slice(0, alternatives).map(({ id }) => id as Token)];
  const [own, ...others] = ids.map(vocabulary.spell);
  return {
    id: token,
    text: own?.text ?? '',
    isSpecial: own?.isSpecial ?? false,
    probability: Math.exp(logProbability),
    logProbability,
    entropyBits,
    alternatives: others.map((other, index) => ({
      ...other,
      probability: likeliest[index]?.probability ?? 0,
    })),
  };
}

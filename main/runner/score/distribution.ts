/** How likely the next token is, as far as the engine was asked: a share of all probability, likeliest first. */
export type Distribution = {
  /** The likeliest ones. */
  readonly likeliest: readonly { readonly id: number; readonly probability: number }[];
  readonly entropyBits: number;
  /** Natural logarithm of a token's probability; null for one that was not told. */
  logProbability(token: number): number | null;
};

/**
 * The engine is asked for the likeliest tokens that together have this share (its nucleus sampler): some hundreds instead of
 * 150,000. What they have in truth is between this and 1, so no probability is off by more than a hundred-thousandth of itself.
 */
export const keptShare = 0.99999;
/** The rest is asked for at a temperature, where its probabilities are not rounded to 0. */
export const tailTemperature = 4;

/**
 * @param kept probabilities of the likeliest tokens, likeliest first, that sum to 1 among themselves.
 * @param vocabularySize how many tokens there are.
 */
export function readDistribution(
  kept: ReadonlyMap<number, number>,
  vocabularySize: number,
  alternatives: number,
): Distribution {
  const share = shareOf(kept, vocabularySize);
  const likeliest: { readonly id: number; readonly probability: number }[] = [];
  let nats = 0;
  for (const [id, part] of kept) {
    const probability = bounded(part * share);
    if (likeliest.length < alternatives) likeliest.push({ id, probability });
    if (probability > 0) nats -= probability * Math.log(probability);
  }
  const rest = 1 - share;
  const others = vocabularySize - kept.size;
  // What was not told is taken as spread evenly: at a hundred-thousandth, that is less than a thousandth of a bit.
  if (rest > 0 && others > 0) nats -= rest * Math.log(rest / others);
  return {
    likeliest,
    entropyBits: Math.max(0, nats / Math.LN2),
    logProbability(token) {
      const part = kept.get(token);
      return part === undefined || part <= 0 ? null : Math.min(0, Math.log(part * share));
    },
  };
}

/**
 * The logarithm of a probability from two tellings: `whole` has every token at `tailTemperature`, where the differences of
 * logarithms are that much smaller; `distribution` knows the likeliest one's true probability.
 */
export function tailLogProbability(
  distribution: Distribution,
  whole: ReadonlyMap<number, number>,
  token: number,
): number {
  const [first] = distribution.likeliest;
  if (first === undefined) return leastLog;
  const of = (id: number): number => Math.log(Math.max(whole.get(id) ?? 0, leastFloat));
  return Math.min(0, tailTemperature * (of(token) - of(first.id)) + Math.log(first.probability));
}

/** The smallest number above 0 of the engine's kind (IEEE 754 binary32). */
const leastFloat = 1.401298464324817e-45;
const leastLog = tailTemperature * Math.log(leastFloat);

/** What the told ones have of all probability, in the middle of what it can be. */
function shareOf(kept: ReadonlyMap<number, number>, vocabularySize: number): number {
  const others = vocabularySize - kept.size;
  if (others <= 0) return 1;
  let last = 0;
  for (const part of kept.values()) last = part;
  // None of the others is likelier than the last one told; without that one the share would not have been reached.
  const least = Math.max(keptShare, 1 / (1 + others * last));
  const most = last < 1 ? Math.min(1, keptShare / (1 - last)) : 1;
  return (least + Math.max(least, most)) / 2;
}

function bounded(probability: number): number {
  return Math.min(1, Math.max(0, probability));
}

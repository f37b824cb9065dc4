import { defaultChatSettings, samplingSchema, type Sampling } from '../contract/chat-settings.ts';
import type { MetadataView } from './metadata-view.ts';

/**
 * What a file's publisher recommends (`general.sampling.*`, llama.cpp pull request 17120); null when nothing usable. A
 * value outside of our bounds is passed over, as are samplers the engine's binding does not have.
 */
export function recommendedSampling(view: MetadataView): Partial<Sampling> | null {
  const { repeat, xtc } = defaultChatSettings.sampling;
  const penalty = numberOf(view, 'penalty_repeat');
  const probability = numberOf(view, 'xtc_probability');
  const lastTokens = numberOf(view, 'penalty_last_n');
  const threshold = numberOf(view, 'xtc_threshold');
  const found = {
    temperature: numberOf(view, 'temp'),
    topK: numberOf(view, 'top_k'),
    topP: numberOf(view, 'top_p'),
    minP: numberOf(view, 'min_p'),
    repeat:
      penalty === undefined ? undefined : { ...repeat, penalty, ...(lastTokens === undefined ? {} : { lastTokens }) },
    xtc: probability === undefined ? undefined : { probability, threshold: threshold ?? xtc.threshold },
  };
  const usable = Object.entries(found).flatMap(([key, value]) => {
    const parsed = samplingSchema.shape[key as keyof typeof found].safeParse(value);
    return parsed.success ? [[key, parsed.data]] : [];
  });
  return usable.length === 0 ? null : (Object.fromEntries(usable) as Partial<Sampling>);
}

/** Stored as 32 bits: 0.95 comes as 0.949999988079071. Six digits are all that is in there. */
function numberOf({ metadata }: MetadataView, key: string): number | undefined {
  const entry = metadata.get(`general.sampling.${key}`);
  if (entry === undefined || entry.type === 'array' || entry.type === 'string' || entry.type === 'bool')
    return undefined;
  return Number(Number(entry.value).toPrecision(6));
}

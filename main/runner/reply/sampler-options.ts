import type { Token } from 'node-llama-cpp';
import type { GenerateCommand } from '../protocol.ts';
import type { ReplyOptions } from './reply-tokens.ts';

type Sampling = GenerateCommand['sampling'];

/** The tokens that a repeat penalty looks back at. */
export type RecentTokens = { push(token: Token): void; readonly list: () => Token[] };

/** @param most at least 1; the prompt counts like the reply, as it does for llama.cpp. */
export function createRecentTokens(prompt: readonly Token[], most: number): RecentTokens {
  let tokens = prompt.slice(-most);
  return {
    push(token) {
      tokens.push(token);
      // Cut now and then: moving the whole list for each token would cost more than it saves.
      if (tokens.length > 2 * most) tokens = tokens.slice(-most);
    },
    list: () => tokens.slice(-most),
  };
}

/** Whether a repeat penalty does anything. */
export function hasRepeatPenalty({ repeat }: Sampling): boolean {
  return repeat.penalty !== 1 || repeat.frequency !== 0 || repeat.presence !== 0;
}

/**
 * The engine's options. What is off is left out, for each sampler that is there costs a pass over the vocabulary; a top-k
 * of 0 cannot be left out, because the binding would take 40 then.
 */
export function samplerOptions(sampling: Sampling, recent: RecentTokens, contextSize: number): ReplyOptions {
  const { temperature, topP, topK, minP, seed, repeat, dry, xtc } = sampling;
  const options: ReplyOptions = { temperature, topP, topK, minP, seed, yieldEogToken: true };
  if (hasRepeatPenalty(sampling)) {
    options.repeatPenalty = {
      punishTokens: recent.list,
      maxPunishTokens: Math.min(repeat.lastTokens, contextSize),
      penalty: repeat.penalty,
      frequencyPenalty: repeat.frequency,
      presencePenalty: repeat.presence,
    };
  }
  if (dry.strength > 0) {
    const { strength, base, allowedLength } = dry;
    // Where the binding passes “all” on, the engine takes it for “none”.
    const lastTokens = Math.min(dry.lastTokens ?? contextSize, contextSize);
    // The binding compares this list by identity for each token.
    options.dryRepeatPenalty = {
      strength,
      base,
      allowedLength,
      lastTokens,
      sequenceBreakers: [...dry.sequenceBreakers],
    };
  }
  if (xtc.probability > 0) options.xtc = xtc;
  return options;
}

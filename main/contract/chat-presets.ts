import type { ChatSettingsPatch } from './chat-settings.ts';

export const builtInPresetNames = ['precise', 'balanced', 'creative', 'code', 'deterministic'] as const;
export type BuiltInPresetName = (typeof builtInPresetNames)[number];

const off = {
  repeat: { penalty: 1, frequency: 0, presence: 0, lastTokens: 64 },
  dry: { strength: 0, base: 1.75, allowedLength: 2, lastTokens: null, sequenceBreakers: ['\n', ':', '"', '*'] },
  xtc: { probability: 0, threshold: 0.1 },
} as const;

/**
 * Starting points that say why. Only sampling: what a chat is about stays as it is. Min-p scales with the model's own
 * certainty, so that a high temperature stays readable (Nguyen et al., 2024); DRY and XTC as their author recommends.
 */
export const builtInPresets: Readonly<Record<BuiltInPresetName, ChatSettingsPatch>> = {
  /** Facts, summaries, translation: close to the likeliest words, without being stuck to them. */
  precise: { sampling: { temperature: 0.2, topP: 0.9, topK: 40, minP: 0.05, seed: null, ...off } },
  /** What every chat starts with. */
  balanced: { sampling: { temperature: 0.7, topP: 0.95, topK: 40, minP: 0.05, seed: null, ...off } },
  /** Stories and ideas: hot, cut by min-p alone, the obvious word left out at times, no loops. */
  creative: {
    sampling: {
      temperature: 1.2,
      topP: 1,
      topK: 0,
      minP: 0.05,
      seed: null,
      ...off,
      dry: { ...off.dry, strength: 0.8 },
      xtc: { probability: 0.5, threshold: 0.1 },
    },
  },
  /** Code repeats itself by nature: cool, and nothing that punishes repetition. */
  code: { sampling: { temperature: 0.3, topP: 0.95, topK: 0, minP: 0.02, seed: null, ...off } },
  /** Always the likeliest token: the same question gets the same reply on this computer. */
  deterministic: { sampling: { temperature: 0, topP: 1, topK: 0, minP: 0, seed: 0, ...off } },
};

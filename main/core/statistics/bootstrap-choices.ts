import { errorOf, valueOf, type Contrast } from './contrast.ts';
import { compileChoices, parameterCount, type ChoiceModel } from './choice-model.ts';
import type { Choice } from './choice.ts';
import { fitChoices, type Fit } from './fit-choices.ts';
import { Likelihood } from './likelihood.ts';
import type { Random } from './seeded-random.ts';

export type BootstrapOptions = {
  readonly model: ChoiceModel;
  readonly contrasts: readonly Contrast[];
  readonly rounds: number;
  readonly random: Random;
};

/** Of one contrast: what the votes say, and what votes drawn from them say. */
export type Resampled = {
  readonly value: number;
  readonly error: number;
  readonly values: Float64Array;
  readonly errors: Float64Array;
};

export type Bootstrap = { readonly fit: Fit; readonly resampled: readonly Resampled[] };

/** Fits the votes, and `rounds` times as many votes drawn from them with replacement (Efron & Tibshirani, 1993, ch. 6). */
export function bootstrapChoices(choices: readonly Choice[], options: BootstrapOptions): Bootstrap {
  const { model, contrasts, rounds, random } = options;
  const { designs, slots, slotCount } = compileChoices(choices, model);
  const likelihood = new Likelihood(designs);
  const size = parameterCount(model);
  const counts = new Float64Array(slotCount);
  for (const slot of slots) counts[slot] = (counts[slot] ?? 0) + 1;
  const fit = fitChoices(likelihood, counts, { size, tolerance: 1e-6 });
  const resampled = contrasts.map((contrast) => ({
    value: valueOf(contrast, fit.point),
    error: errorOf(contrast, fit),
    values: new Float64Array(rounds),
    errors: new Float64Array(rounds),
  }));
  for (let round = 0; round < rounds; round += 1) {
    draw(slots, counts, random);
    const drawn = fitChoices(likelihood, counts, { size, start: fit.point, tolerance: 1e-2 });
    for (const [index, { values, errors }] of resampled.entries()) {
      const contrast = contrasts[index] ?? [];
      values[round] = valueOf(contrast, drawn.point);
      errors[round] = errorOf(contrast, drawn);
    }
  }
  return { fit, resampled };
}

/** As many choices as there are, each any of them. */
function draw(slots: Int32Array, counts: Float64Array, random: Random): void {
  counts.fill(0);
  for (let number = 0; number < slots.length; number += 1) {
    const slot = slots[Math.floor(random() * slots.length)] ?? 0;
    counts[slot] = (counts[slot] ?? 0) + 1;
  }
}

import { leftness } from '../../../main/core/statistics/choice-model.ts';
import type { Choice } from '../../../main/core/statistics/choice.ts';

/** Two that met: `wins` of `a` over `b`, and the other way round. */
export type Tally = { readonly a: number; readonly b: number; readonly wins: number; readonly losses: number };

/**
 * Bradley–Terry without ties by minorisation–maximisation (Hunter, 2004, eq. 3): no derivatives, no prior.
 * @returns log-strengths, mean 0.
 */
export function fitByMinorisation(tallies: readonly Tally[], contestants: number): number[] {
  let weights = Array.from({ length: contestants }, () => 1);
  for (let round = 0; round < 20_000; round += 1) {
    const won = weights.map(() => 0);
    const met = weights.map(() => 0);
    for (const { a, b, wins, losses } of tallies) {
      const shared = (wins + losses) / (at(weights, a) + at(weights, b));
      won[a] = at(won, a) + wins;
      won[b] = at(won, b) + losses;
      met[a] = at(met, a) + shared;
      met[b] = at(met, b) + shared;
    }
    const total = won.reduce((sum, wins, index) => sum + wins / at(met, index), 0);
    weights = won.map((wins, index) => wins / at(met, index) / total);
  }
  return centred(weights.map(Math.log));
}

export type Ascended = {
  readonly strengths: readonly number[];
  readonly position: number;
  readonly styles: readonly number[];
  /** ln ν by number of answers. */
  readonly ties: ReadonlyMap<number, number>;
};

type Parameters = { [name: string]: number };

/**
 * The same posterior by plain gradient ascent: slopes are differences of the height itself, written down once more from
 * the formulas, so that nothing of the product's own derivatives is in it.
 */
export function fitByAscent(choices: readonly Choice[], contestants: number, prior: number): Ascended {
  const styles = choices[0]?.entries[0]?.style.length ?? 0;
  const sizes = [...new Set(choices.filter(({ best }) => best === null).map(({ entries }) => entries.length))];
  const names = [
    ...Array.from({ length: contestants }, (_, index) => `strength ${index}`),
    'position',
    ...Array.from({ length: styles }, (_, index) => `style ${index}`),
    ...sizes.map((size) => `tie ${size}`),
  ];
  const height = (at: Parameters): number =>
    choices.reduce((sum, choice) => sum + logChance(choice, at), 0) -
    names.reduce((sum, name) => sum + (at[name] ?? 0) ** 2, 0) / (2 * prior ** 2);
  const summit = ascend(names, height);
  return {
    strengths: centred(names.slice(0, contestants).map((name) => summit[name] ?? 0)),
    position: summit['position'] ?? 0,
    styles: Array.from({ length: styles }, (_, index) => summit[`style ${index}`] ?? 0),
    ties: new Map(sizes.map((size) => [size, summit[`tie ${size}`] ?? 0])),
  };
}

function logChance({ entries, best }: Choice, at: Parameters): number {
  const leans = entries.map(
    ({ contestant, style }, place) =>
      (at[`strength ${contestant}`] ?? 0) +
      (at['position'] ?? 0) * leftness(place, entries.length) +
      style.reduce((sum, value, index) => sum + value * (at[`style ${index}`] ?? 0), 0),
  );
  const tie = at[`tie ${entries.length}`];
  const tied = tie === undefined ? [] : [tie + leans.reduce((sum, lean) => sum + lean, 0) / leans.length];
  const outcomes = [...leans, ...tied];
  return (outcomes[best ?? entries.length] ?? 0) - Math.log(outcomes.reduce((sum, lean) => sum + Math.exp(lean), 0));
}

/** Steps along the slope, as long as they lead up; momentum (Nesterov, 1983) keeps their number bearable. */
function ascend(names: readonly string[], height: (at: Parameters) => number): Parameters {
  const step = 1e-4;
  let at: Parameters = Object.fromEntries(names.map((name) => [name, 0]));
  let before = at;
  let pace = 0.02;
  for (let round = 1, run = 1; round < 4000; round += 1, run += 1) {
    const ahead = mix(names, at, before, run / (run + 3));
    const slope = Object.fromEntries(
      names.map((name) => [
        name,
        (height({ ...ahead, [name]: (ahead[name] ?? 0) + step }) -
          height({ ...ahead, [name]: (ahead[name] ?? 0) - step })) /
          (2 * step),
      ]),
    );
    const next = Object.fromEntries(names.map((name) => [name, (ahead[name] ?? 0) + pace * (slope[name] ?? 0)]));
    if (height(next) < height(ahead)) {
      pace /= 2;
      run = 0;
      before = at;
      continue;
    }
    before = at;
    at = next;
    if (Math.max(...Object.values(slope).map(Math.abs)) < 5e-8 || pace < 1e-4) break;
  }
  return at;
}

function mix(names: readonly string[], at: Parameters, before: Parameters, momentum: number): Parameters {
  return Object.fromEntries(
    names.map((name) => [name, (at[name] ?? 0) + momentum * ((at[name] ?? 0) - (before[name] ?? 0))]),
  );
}

function centred(values: readonly number[]): number[] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return values.map((value) => value - mean);
}

function at(values: readonly number[], index: number): number {
  return values[index] ?? Number.NaN;
}

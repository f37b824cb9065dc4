import type { Choice, Entry } from './choice.ts';

/** What is estimated, and where each parameter stands in a row of them: strengths, position, styles, ties. */
export type ChoiceModel = {
  readonly contestants: number;
  readonly hasPosition: boolean;
  readonly styles: number;
  /** Numbers of answers of the rounds in which a tie happened: each has a readiness of its own. */
  readonly tieSizes: readonly number[];
};

/**
 * One kind of round: `outcomes` × `indices.length` numbers that say how much of which parameter makes the log-weight of
 * each outcome. Outcome i is "the i-th is best"; the last one, where there is one more than entries, "none is".
 */
export type Design = {
  readonly indices: Int32Array;
  readonly features: Float64Array;
  readonly outcomes: number;
  /** Of its first outcome among all outcomes of all designs. */
  readonly offset: number;
};

export type CompiledChoices = {
  readonly designs: readonly Design[];
  /** Of each choice: the outcome that it was, counted through all designs. */
  readonly slots: Int32Array;
  readonly slotCount: number;
};

export const positionIndex = ({ contestants }: ChoiceModel): number => contestants;

export const styleIndex = ({ contestants, hasPosition }: ChoiceModel): number => contestants + (hasPosition ? 1 : 0);

export const tieIndex = (model: ChoiceModel): number => styleIndex(model) + model.styles;

export const parameterCount = (model: ChoiceModel): number => tieIndex(model) + model.tieSizes.length;

/**
 * How far to the left one stands: +½ for the first, −½ for the last, evenly between.
 * @param size answers of the round.
 */
export const leftness = (place: number, size: number): number => (size < 2 ? 0 : 0.5 - place / (size - 1));

/** Equal rounds become one design: with few contestants a fit then costs the same for ten votes and ten thousand. */
export function compileChoices(choices: readonly Choice[], model: ChoiceModel): CompiledChoices {
  const designs: Design[] = [];
  const byKey = new Map<string, Design>();
  const slots = new Int32Array(choices.length);
  let slotCount = 0;
  for (const [number, { entries, best }] of choices.entries()) {
    const key = entries.map(({ contestant, style }) => [contestant, ...style].join(' ')).join('|');
    let design = byKey.get(key);
    if (!design) {
      design = createDesign(entries, model, slotCount);
      byKey.set(key, design);
      designs.push(design);
      slotCount += design.outcomes;
    }
    slots[number] = design.offset + (best ?? entries.length);
  }
  return { designs, slots, slotCount };
}

/**
 * A tie has the geometric mean of the weights of all that stood there, times its readiness: Davidson (1970) for two,
 * Firth, Kosmidis & Turner (2019) for more.
 */
function createDesign(entries: readonly Entry[], model: ChoiceModel, offset: number): Design {
  const size = entries.length;
  const tie = model.tieSizes.indexOf(size);
  const outcomes = size + (tie < 0 ? 0 : 1);
  const indices = [
    ...entries.map(({ contestant }) => contestant),
    ...(model.hasPosition ? [positionIndex(model)] : []),
    ...Array.from({ length: model.styles }, (_, style) => styleIndex(model) + style),
    ...(tie < 0 ? [] : [tieIndex(model) + tie]),
  ];
  const rows = entries.map((entry, place) => [
    ...entries.map((_, other) => (other === place ? 1 : 0)),
    ...(model.hasPosition ? [leftness(place, size)] : []),
    ...Array.from({ length: model.styles }, (_, style) => entry.style[style] ?? 0),
  ]);
  const features = new Float64Array(outcomes * indices.length);
  for (const [place, row] of rows.entries()) features.set(row, place * indices.length);
  if (tie >= 0) {
    const mean = indices.slice(0, -1).map((_, column) => rows.reduce((sum, row) => sum + (row[column] ?? 0), 0) / size);
    features.set([...mean, 1], size * indices.length);
  }
  return { indices: Int32Array.from(indices), features, outcomes, offset };
}

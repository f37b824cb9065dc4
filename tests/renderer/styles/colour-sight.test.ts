import { describe, expect, it } from 'vitest';
import { readTokens, type Theme } from './colour-tokens.ts';
import type { Colour } from './oklch.ts';

type Matrix = readonly (readonly [number, number, number])[];

/** Sight without one kind of cone, on linear sRGB. Machado, Oliveira, Fernandes 2009, severity 1. */
const sights: Readonly<Record<string, Matrix>> = {
  usual: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** About four times what is just noticeable side by side: enough for small marks apart from each other. */
const leastDistance = 0.08;

function toOklab({ rgb }: Colour, sight: Matrix): readonly [number, number, number] {
  const [r = 0, g = 0, b = 0] = sight.map((row) =>
    Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2])),
  );
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function confusable(theme: Theme, sight: Matrix): readonly string[] {
  const tokens = readTokens(theme);
  const series = [1, 2, 3, 4, 5, 6].map((index) => {
    const colour = tokens.get(`series-${index}`);
    if (colour === undefined) throw new Error(`No colour token --series-${index}`);
    return { index, lab: toOklab(colour, sight) };
  });
  return series.flatMap((left) =>
    series
      .filter((right) => right.index > left.index)
      .flatMap((right) => {
        const distance = Math.hypot(...left.lab.map((part, index) => part - (right.lab[index] ?? 0)));
        return distance < leastDistance ? [`${left.index} and ${right.index}: ${distance.toFixed(3)}`] : [];
      }),
  );
}

describe('colours of models', () => {
  // Would catch: two models whose lines in a chart look the same to one reader in twelve.
  it.each(['light', 'dark'] as const)('are told apart with every kind of sight in the %s theme', (theme) => {
    const found = Object.entries(sights).map(([name, sight]) => [name, confusable(theme, sight)]);
    expect(Object.fromEntries(found)).toEqual({ usual: [], protanopia: [], deuteranopia: [], tritanopia: [] });
  });
});

import { describe, expect, it } from 'vitest';
import { readTokens, tokensCss, type Theme } from './colour-tokens.ts';
import { contrast, over, type Colour } from './oklch.ts';

const surfaces = ['surface', 'surface-sunken', 'surface-raised', 'surface-overlay', 'surface-code', 'surface-bubble'];
const washes = [null, 'wash-hover', 'wash-selected'];
const AAA = 7;
const AA = 4.5;
const graphic = 3;

/** Text token, least ratio, what it is read on: a surface and a wash over it. */
const onEverySurface: readonly (readonly [string, number, readonly (string | null)[]])[] = [
  ['ink', AAA, [...washes, 'wash-active', 'bad-wash', 'caution-wash']],
  ['ink-quiet', AA, [...washes, 'wash-active', 'bad-wash', 'caution-wash']],
  ['ink-faint', AA, washes],
  ['accent-ink', AA, [...washes, 'accent-wash']],
  ['good', AA, [null, 'good-wash', 'wash-hover']],
  ['caution', AA, [null, 'caution-wash']],
  ['bad', AA, [null, 'bad-wash']],
  ['accent', graphic, washes],
  ['accent-fill', graphic, [null]],
  ['focus', graphic, washes],
  ['line-control', graphic, [null]],
  ['series-1', graphic, [null]],
  ['series-2', graphic, [null]],
  ['series-3', graphic, [null]],
  ['series-4', graphic, [null]],
  ['series-5', graphic, [null]],
  ['series-6', graphic, [null]],
];

const pairs: readonly (readonly [string, string, number])[] = [
  ['on-accent-solid', 'accent-solid', AA],
  ['on-accent-solid', 'accent-solid-hover', AA],
  ['on-accent-solid', 'accent-solid-active', AA],
  ['on-bad-solid', 'bad-solid', AA],
  ['on-bad-solid', 'bad-solid-hover', AA],
  ['ink-inverse', 'surface-inverse', AAA],
];

function tooWeak(theme: Theme): readonly string[] {
  const tokens = readTokens(theme);
  const colour = (name: string): Colour => {
    const found = tokens.get(name);
    if (found === undefined) throw new Error(`No colour token --${name}`);
    return found;
  };
  const found: string[] = [];
  const check = (text: string, ground: Colour, place: string, least: number): void => {
    const ratio = contrast(colour(text), ground);
    if (ratio < least) found.push(`${text} on ${place}: ${ratio.toFixed(2)} < ${least}`);
  };
  for (const [text, least, layers] of onEverySurface) {
    for (const surface of surfaces) {
      for (const layer of layers) {
        const ground = layer === null ? colour(surface) : over(colour(layer), colour(surface));
        check(text, ground, layer === null ? surface : `${layer} over ${surface}`, least);
      }
    }
  }
  for (const [text, ground, least] of pairs) check(text, colour(ground), ground, least);
  return found;
}

describe('colour tokens', () => {
  // Would catch: a token made prettier and no longer readable, in the theme its author does not use.
  it.each(['light', 'dark'] as const)('keep their contrast on every surface of the %s theme', (theme) => {
    expect(tooWeak(theme)).toEqual([]);
  });

  // Would catch: a colour given for one theme only, or written in a notation the check above passes over.
  it('are all written as one oklch() or as light-dark() of two', () => {
    const declared = [...tokensCss.matchAll(/--([\w-]+): (?=light-dark|oklch|#|rgb|hsl)/g)].map(([, name]) => name);
    expect(declared.filter((name) => name !== undefined && !readTokens('light').has(name))).toEqual([]);
  });
});

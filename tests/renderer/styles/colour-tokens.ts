import { readFileSync } from 'node:fs';
import { parseOklch, type Colour } from './oklch.ts';

export type Theme = 'light' | 'dark';

export const tokensCss = readFileSync(new URL('../../../renderer/styles/tokens.css', import.meta.url), 'utf8');

/** Colour tokens of one theme: a single `oklch()` counts for both. */
export function readTokens(theme: Theme): ReadonlyMap<string, Colour> {
  const tokens = new Map<string, Colour>();
  for (const [, name = '', light = '', dark = ''] of tokensCss.matchAll(
    /--([\w-]+): light-dark\((oklch\([^)]+\)), (oklch\([^)]+\))\);/g,
  )) {
    tokens.set(name, parseOklch(theme === 'light' ? light : dark));
  }
  for (const [, name = '', both = ''] of tokensCss.matchAll(/--([\w-]+): (oklch\([^)]+\));/g)) {
    tokens.set(name, parseOklch(both));
  }
  return tokens;
}

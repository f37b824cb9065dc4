import {
  fileName,
  formatBytes,
  formatCount,
  formatDuration,
  formatMemory,
  formatNumber,
  formatPercent,
  formatSpeed,
  formatTimeLeft,
} from './format.ts';
import type { Phrase } from './words.ts';

export type Params = Readonly<Record<string, string | number>>;

const formats: Readonly<Record<string, (value: number) => string>> = {
  bytes: formatBytes,
  memory: formatMemory,
  duration: formatDuration,
  percent: formatPercent,
  count: formatCount,
  speed: formatSpeed,
  left: formatTimeLeft,
};

const plural = new Intl.PluralRules('en');

function formatGap(value: string | number, format: string | undefined): string {
  if (format === 'file') return fileName(String(value));
  if (typeof value === 'string') return value;
  return (format === undefined ? undefined : formats[format])?.(value) ?? formatNumber(value);
}

/** Fills a phrase's gaps; an absent parameter shows as a dash, never as a brace. */
export function fill(phrase: Phrase, params: Params): string {
  const text =
    typeof phrase === 'string'
      ? phrase
      : phrase[plural.select(Number(params['count'] ?? 0)) === 'one' ? 'one' : 'other'];
  return text.replace(/\{(\w+)(?::(\w+))?\}/g, (_gap, name: string, format: string | undefined) => {
    const value = params[name];
    return value === undefined ? '–' : formatGap(value, format);
  });
}

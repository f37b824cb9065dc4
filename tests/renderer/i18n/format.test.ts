import { describe, expect, it } from 'vitest';
import { fill } from '../../../renderer/i18n/fill.ts';
import {
  fileName,
  formatAgo,
  formatBytes,
  formatContext,
  formatDuration,
  formatMemory,
  formatParameters,
} from '../../../renderer/i18n/format.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('figures', () => {
  // Would catch: `1,000 MB` and `1e+3 kB` at the step to the next unit, and negative sizes shown as numbers.
  it('keep three digits and change units where they round over', () => {
    const sizes = [0, 999, 999_499, 999_500, 4_683_073_536, 1.2e15, -1, Number.NaN];
    expect(sizes.map((size) => plain(formatBytes(size)))).toEqual([
      '0 B',
      '999 B',
      '999 kB',
      '1 MB',
      '4.68 GB',
      '1.2 PB',
      '–',
      '–',
    ]);
  });

  it('count memory in binary units and parameters in short scale', () => {
    expect([formatMemory(17_179_869_184), formatMemory(1023 * 1024 ** 2)].map(plain)).toEqual(['16 GiB', '0.999 GiB']);
    expect([7_615_616_512, 493_000, 12].map((count) => plain(formatParameters(count)))).toEqual([
      '7.62 B',
      '493 K',
      '12',
    ]);
  });

  it('shorten only contexts that are whole multiples of 1,024', () => {
    expect([512, 4096, 131_072, 40_000].map(formatContext)).toEqual(['512', '4K', '128K', '40,000']);
  });

  // Would catch: `60 s` and `59 min 60 s`.
  it('carry seconds into minutes and minutes into hours', () => {
    const times = [820, 999.6, 4_230, 9_960, 59_400, 59_600, 185_000, 3_599_700, 7_800_000];
    expect(times.map((ms) => plain(formatDuration(ms)))).toEqual([
      '820 ms',
      '1.0 s',
      '4.2 s',
      '10 s',
      '59 s',
      '1 min 00 s',
      '3 min 05 s',
      '1 h 00 min',
      '2 h 10 min',
    ]);
  });

  // Would catch: “23 hours ago” for yesterday evening, and “yesterday” for this morning.
  it('name days by the calendar, not by 24 hours', () => {
    const now = new Date(2026, 10, 21, 9, 30).getTime();
    const times = [
      new Date(2026, 10, 21, 9, 29, 50),
      new Date(2026, 10, 21, 9, 12),
      new Date(2026, 10, 21, 0, 10),
      new Date(2026, 10, 20, 23, 50),
      new Date(2026, 10, 17, 8),
      new Date(2026, 9, 12),
      new Date(2025, 11, 31),
    ];
    expect(times.map((time) => formatAgo(time.getTime(), now))).toEqual([
      'now',
      '18 minutes ago',
      '9 hours ago',
      'yesterday',
      '4 days ago',
      '12 Oct',
      '31 Dec 2025',
    ]);
  });

  it('find the file in paths of either system', () => {
    expect(['/a/b/model.gguf', 'C:\\Models\\model.gguf', 'model.gguf', '/models/'].map(fileName)).toEqual([
      'model.gguf',
      'model.gguf',
      'model.gguf',
      'models',
    ]);
  });
});

describe('fill', () => {
  // Would catch: a parameter that itself holds braces being filled again, as a model's name may.
  it('fills each gap once, in its format, and shows a dash for what is absent', () => {
    const params = { name: '{size}', size: 2_370_000_000 };
    expect(plain(fill('{name} takes {size:bytes} of {disk}', params))).toBe('{size} takes 2.37 GB of –');
  });

  it('chooses between one and other', () => {
    const phrase = { one: '{count} model', other: '{count} models' };
    expect([0, 1, 2, 1200].map((count) => fill(phrase, { count }))).toEqual([
      '0 models',
      '1 model',
      '2 models',
      '1,200 models',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { matchCommand } from '../../../../renderer/features/palette/match-command.ts';

const labels = ['Go to library', 'New chat', 'Use the light theme', 'Unload all models'];
const best = (query: string): readonly string[] =>
  labels
    .map((label) => ({ label, score: matchCommand(query, label) }))
    .filter(({ score }) => score !== null)
    .sort((left, right) => (right.score ?? 0) - (left.score ?? 0))
    .map(({ label }) => label);

describe('matchCommand', () => {
  // Would catch: a command that fits word by word losing to one that merely holds the letters somewhere.
  it.each([
    ['lib', 'Go to library'],
    ['theme light', 'Use the light theme'],
    ['NEW', 'New chat'],
    ['nct', 'New chat'],
  ])('puts “%s” first at %s', (query, expected) => {
    expect(best(query)[0]).toBe(expected);
  });

  it('keeps everything without a query and nothing for letters that are not there', () => {
    expect([best('  ').length, best('xyz').length]).toEqual([labels.length, 0]);
  });
});

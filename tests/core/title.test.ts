import { expect, test } from 'vitest';
import { titleFrom } from '../../main/core/chat/title.ts';

test.each([
  ['How do I make tea?', 'How do I make tea?'],
  ['\n\n## **Plan** for _tomorrow_\nmore', 'Plan for tomorrow'],
  ['```\nconst a = 1', 'const a = 1'],
  ['Is Q4_K_M worse than __Q8_0__?', 'Is Q4_K_M worse than Q8_0?'],
  ['- [ ] buy `milk`', '[ ] buy milk'],
  ['漢字だけの質問です', '漢字だけの質問です'],
  ['…\n?!', '…\n?!'],
  [
    'Please explain the difference between a mutex and a semaphore, with examples in C and Rust',
    'Please explain the difference between a mutex and a…',
  ],
])('%j is titled %j', (text, title) => {
  expect(titleFrom(text)).toBe(title);
});

test('a cut never splits an emoji made of several code points', () => {
  expect(titleFrom('👩‍👩‍👧'.repeat(100))).toBe(`${'👩‍👩‍👧'.repeat(60)}…`);
});

test('a message of a million characters without a space is titled at once', () => {
  const startedAt = performance.now();
  expect(titleFrom('a'.repeat(1_000_000))).toHaveLength(61);
  expect(performance.now() - startedAt).toBeLessThan(500);
});

test('a title stays short and is found fast, whatever was pasted', () => {
  const stacked = titleFrom(`x${'\u0301'.repeat(1_000_000)} and more`);
  expect(stacked.length).toBeLessThanOrEqual(1_000);
  const startedAt = performance.now();
  expect(titleFrom('\n'.repeat(4_000_000))).toBe('Untitled');
  expect(titleFrom('a\n'.repeat(2_000_000))).toBe('a');
  expect(performance.now() - startedAt).toBeLessThan(500);
});

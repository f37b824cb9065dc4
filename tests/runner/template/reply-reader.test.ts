import { expect, test } from 'vitest';
import { findReasoningStyle } from '../../../main/runner/template/reasoning-style.ts';
import { createReplyReader } from '../../../main/runner/template/reply-reader.ts';

type Heard = { readonly text: string; readonly reasoning: string };

function styleOf(template: string) {
  return findReasoningStyle(template, () => false);
}

function read(template: string, startsInThought: boolean, pieces: readonly string[]): Heard {
  const heard = { text: '', reasoning: '' };
  const beginning = { place: startsInThought ? 'thought' : 'start', hasWords: false } as const;
  const reader = createReplyReader(styleOf(template), beginning, (kind, text) => {
    if (text === '') throw new Error('an empty piece');
    heard[kind] += text;
  });
  for (const piece of pieces) reader.push(piece);
  reader.finish();
  return heard;
}

const harmony = '<|channel|> analysis';
const cases: readonly (readonly [name: string, template: string, starts: boolean, reply: string, heard: Heard])[] = [
  [
    'thoughts, then the answer',
    '<think>',
    false,
    '\n<think>\n\na <b\n</think>\n\nc</think>',
    { reasoning: 'a <b', text: 'c</think>' },
  ],
  ['two thoughts in a row', '<think>', false, '<think>a</think> <think>b</think>c', { reasoning: 'ab', text: 'c' }],
  ['thoughts that the prompt opened', '<think>', true, '\n\n a\nb \n</think>\n c', { reasoning: 'a\nb', text: 'c' }],
  ['a mark the prompt had already', '<think>', true, '<think>\na</think>c', { reasoning: 'a', text: 'c' }],
  ['thoughts without an end', '<think>', false, '<think>a </thi', { reasoning: 'a </thi', text: '' }],
  ['empty thoughts', '<think>', false, '<think>\n\n</think>\n\nc', { reasoning: '', text: 'c' }],
  [
    'no thoughts, and space of its own',
    '<think>',
    false,
    '\n  c <think>x</think>\n',
    { reasoning: '', text: '\n  c <think>x</think>\n' },
  ],
  ['the beginning of a mark and no more', '<think>', false, '<thin', { reasoning: '', text: '<thin' }],
  ['nothing at all', '<think>', true, '', { reasoning: '', text: '' }],
  ['a model that knows no marks', 'plain', false, '<think>a</think>', { reasoning: '', text: '<think>a</think>' }],
  ['Mistral’s marks', '[THINK]', false, '[THINK]a[/THINK]c', { reasoning: 'a', text: 'c' }],
  ['Seed’s marks', '</seed:think>', false, '<seed:think>a</seed:think>c', { reasoning: 'a', text: 'c' }],
  [
    'Command’s marks',
    '<|START_THINKING|>',
    false,
    '<|START_THINKING|>a<|END_THINKING|>c',
    { reasoning: 'a', text: 'c' },
  ],
  [
    'Gemma’s marks',
    "'<|channel>thought\\n<channel|>'",
    false,
    '<|channel>thought\na\n<channel|>c',
    { reasoning: 'a', text: 'c' },
  ],
  ['marks in words', '[BEGIN FINAL RESPONSE]', true, 'a\n[BEGIN FINAL RESPONSE]\nc', { reasoning: 'a', text: 'c' }],
  [
    'channels',
    harmony,
    false,
    '<|channel|>analysis<|message|>a <|b|><|end|><|start|>assistant<|channel|>commentary<|message|>c <|end|><|start|>assistant<|channel|>final<|message|>d<|e',
    { reasoning: 'a <|b|>', text: 'c d<|e' },
  ],
  ['a channel that is never closed', harmony, false, '<|channel|>analysis<|message|>a', { reasoning: 'a', text: '' }],
  ['words instead of channels', harmony, false, 'No channels here.', { reasoning: '', text: 'No channels here.' }],
  ['many words instead of channels', harmony, false, 'x'.repeat(900), { reasoning: '', text: 'x'.repeat(900) }],
];

// Catches: a mark that is missed because it came in two pieces, and words lost while one might have begun.
test.each(cases)('%s: the same wherever the reply is cut', (_name, template, startsInThought, reply, heard) => {
  expect(read(template, startsInThought, [reply])).toEqual(heard);
  expect(read(template, startsInThought, [...reply])).toEqual(heard);
  for (let at = 1; at < Math.min(reply.length, 200); at += 1) {
    expect(read(template, startsInThought, [reply.slice(0, at), reply.slice(at)])).toEqual(heard);
  }
});

test('thoughts and text come out as they go in: nothing waits that cannot be a mark', () => {
  const heard: string[] = [];
  const reader = createReplyReader(
    styleOf('<think>'),
    { place: 'start', hasWords: false },
    (kind, text) => void heard.push(`${kind}: ${text}`),
  );
  for (const piece of ['<think>', 'one ', 'two <', '/', 'b> ', '</think>', 'three', ' <think> four']) {
    reader.push(piece);
    heard.push('|');
  }
  expect(heard.join('')).toBe(
    '|reasoning: one|reasoning:  two||reasoning:  </b>||text: three|text:  <think> four|'.replace(/^\|/, '|'),
  );
});

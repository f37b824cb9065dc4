import { expect, test } from 'vitest';
import { cleanTitle } from '../../../main/core/organise/clean-title.ts';

test.each([
  ['Balance of a scale', 'Balance of a scale'],
  ['"Balance of a scale."', 'Balance of a scale'],
  ['**Title:** “Balance”', 'Balance'],
  ['Titel: Das Gleichgewicht', 'Das Gleichgewicht'],
  ['\n\n# Balance\nThis title says it all.', 'Balance'],
  ['《天平的平衡》', '天平的平衡'],
  ['标题：天平的平衡。', '天平的平衡'],
  ['What is a scale?', 'What is a scale?'],
  ['', null],
  ['  \n "" \n', null],
  ['…', null],
  ['word '.repeat(30), null],
  ['how does a scale find balance', null],
  ['Write a title for this conversation', null],
])('of %j becomes %j', (written, title) => {
  expect(
    cleanTitle(written, ['How does a scale find balance?', 'Write a title for this conversation: be brief.']),
  ).toBe(title);
});

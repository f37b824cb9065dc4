import { expect, test } from 'vitest';
import { messageText } from '../../../main/core/context/message-text.ts';

test('files come before the words, each under its name in a fence that it cannot end', () => {
  const attachments = [
    { name: 'notes.md', text: 'Run:\n  ````sh\nls\n  ````\n' },
    { name: 'Makefile', text: 'all:' },
  ];
  expect(messageText({ text: 'What do these do?', attachments })).toBe(
    [
      'File: notes.md\n`````markdown\nRun:\n  ````sh\nls\n  ````\n`````',
      'File: Makefile\n```\nall:\n```',
      'What do these do?',
    ].join('\n\n'),
  );
});

test('a message without files is its words', () => {
  expect(messageText({ text: 'Hello', attachments: [] })).toBe('Hello');
});

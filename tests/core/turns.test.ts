import { expect, test } from 'vitest';
import { turnsFrom } from '../../main/core/chat/turns.ts';

test('a reply that failed before its first word leaves strictly alternating roles', () => {
  const turns = turnsFrom([
    { role: 'user', text: 'one' },
    { role: 'assistant', text: '' },
    { role: 'user', text: 'two' },
    { role: 'assistant', text: 'answer' },
    { role: 'user', text: 'three' },
  ]);
  expect(turns).toEqual([
    { role: 'user', text: 'one\n\ntwo' },
    { role: 'assistant', text: 'answer' },
    { role: 'user', text: 'three' },
  ]);
});

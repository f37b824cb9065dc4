import { expect, test } from 'vitest';
import { fillVariables } from '../../../main/core/chat-settings/prompt-variables.ts';

const around = { nowMs: new Date(2026, 2, 1, 14, 5).getTime(), modelName: 'Tiny', locale: 'en-GB' };

test.each([
  ['{{date}}, {{ weekday }} at {{time}}', {}, '1 March 2026, Sunday at 14:05'],
  ['{{model}} in {{language}}', {}, 'Tiny in English'],
  ['a value is put in once: {{a}}', { a: '{{date}} $& $1' }, 'a value is put in once: {{date}} $& $1'],
  ['unfilled {{who}} and {{ empty }} stay', { empty: '' }, 'unfilled {{who}} and {{ empty }} stay'],
  ['escaped \\{{date}}', {}, 'escaped {{date}}'],
  ['{{Größe}} {{用户 名}}', { Größe: 'XL', '用户 名': '李' }, 'XL 李'],
  ['{{ }} {{{}}} {{a.b}} {% if x %}', { a: '1' }, '{{ }} {{{}}} {{a.b}} {% if x %}'],
  ['{{constructor}} {{__proto__}}', {}, '{{constructor}} {{__proto__}}'],
])('%j with %j is sent as %j', (text, own, sent) => {
  expect(fillVariables(text, own, around).text).toBe(sent);
});

test('each variable is told once, with what stands in its place', () => {
  expect(fillVariables('{{tone}} {{tone}} {{model}} \\{{no}}', { tone: 'dry' }, around).variables).toEqual([
    { name: 'tone', isBuiltIn: false, value: 'dry' },
    { name: 'model', isBuiltIn: true, value: 'Tiny' },
  ]);
});

test('a long text of braces is read in time', () => {
  const text = `${'{{'.repeat(200_000)}${'{{ a'.repeat(50_000)}${' '.repeat(200_000)}`;
  const began = performance.now();
  fillVariables(text, {}, around);
  expect(performance.now() - began).toBeLessThan(1000);
});

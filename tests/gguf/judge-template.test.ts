import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createGgufReader } from '../../main/gguf/gguf-reader.ts';
import { judgeTemplate } from '../../main/gguf/judge-template.ts';
import { textValue } from '../support/gguf/gguf-value.ts';
import { assembleFile, tinyModelWith } from '../support/gguf/tiny-model.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const key = 'tokenizer.chat_template';

/** Macros that each call the ones after them; `last` is what the last one calls. */
function macroChain(count: number, last: string): string {
  const macros = Array.from({ length: count }, (_, index) => {
    const calls = Array.from({ length: 8 }, (_unused, step) => `m${index + step + 1}()`).join('');
    return `{%macro m${index}()%}{{${index === count - 1 ? last : calls}}}{%endmacro%}`;
  });
  return macros.join('');
}

test('thousands of macros that call each other are judged at once: the app’s one thread waits meanwhile', () => {
  const startedAt = performance.now();
  expect(() => judgeTemplate(macroChain(3000, 'raise()'), key)).not.toThrow();
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

test('a circle of macros is found, however long and wherever it begins', () => {
  expect(() => judgeTemplate(macroChain(3000, 'm1500()'), key)).toThrow('always calls itself');
  expect(() => judgeTemplate(macroChain(2, 'm1()'), key)).toThrow('always calls itself');
});

test('many long templates in one header are refused: judging each would take the app seconds', async () => {
  const path = join(temporaryFolder(), 'templates.gguf');
  const template = `${'{{ a }}'.repeat(9_000)}${'x'.repeat(190_000)}`;
  const templates = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [`${key}.number${index}`, textValue(template)]),
  );
  writeFileSync(path, assembleFile(tinyModelWith(templates)));
  await expect(createGgufReader().read(path)).rejects.toMatchObject({ code: 'gguf-limit' });
});

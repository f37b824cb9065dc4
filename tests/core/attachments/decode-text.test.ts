import { expect, test } from 'vitest';
import { decodeText } from '../../../main/core/attachments/decode-text.ts';
import { safeFileName } from '../../../main/core/attachments/file-name.ts';

const bytes = (...parts: readonly (string | readonly number[])[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from(part))));
const latin = (text: string): Uint8Array => Buffer.from(text, 'latin1');

test.each<readonly [string, Uint8Array, string | null]>([
  ['nothing at all', bytes(), ''],
  ['UTF-8', bytes('Größe 漢字 🎈\n'), 'Größe 漢字 🎈\n'],
  ['UTF-8 with a mark, which is no word', bytes([0xef, 0xbb, 0xbf], 'a'), 'a'],
  ['UTF-16 of either order', bytes([0xff, 0xfe, 0x41, 0x00, 0x16, 0x4e]), 'A世'],
  ['UTF-16 of the other order', bytes([0xfe, 0xff, 0x00, 0x41, 0x4e, 0x16]), 'A世'],
  ['half a surrogate pair', bytes([0xff, 0xfe, 0x00, 0xd8]), null],
  ['an old Western text', latin('Der Käse kostet 3 £, naïvely said.'), 'Der Käse kostet 3 £, naïvely said.'],
  [
    'a text of another old code page, which would come out as nonsense',
    latin('\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0'),
    null,
  ],
  ['colours of a terminal', bytes([0x1b], '[1mbold', [0x1b], '[0m'), '\u001b[1mbold\u001b[0m'],
  ['a NUL', bytes('GGUF', [0, 3, 0, 0]), null],
  ['a PNG', bytes([0x89], 'PNG', [0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 0x0d]), null],
  [
    'a PDF',
    bytes('%PDF-1.7\n%', [0xe2, 0xe3, 0xcf, 0xd3], '\nstream\n', [0x78, 0x9c, 0x01, 0x05, 0x10], '\nendstream'),
    null,
  ],
])('reads %s', (_name, file, text) => {
  expect(decodeText(file)).toBe(text);
});

test.each([
  ['C:\\Users\\me\\notes.md', 'notes.md'],
  ['../../etc/passwd', 'passwd'],
  ['a`b\nc.txt', 'a b c.txt'],
  ['..', 'untitled.txt'],
  [' \n ', 'untitled.txt'],
  [`${'x'.repeat(300)}.json`, `${'x'.repeat(195)}.json`],
])('a file named %j is called %j', (given, name) => {
  expect(safeFileName(given)).toBe(name);
});

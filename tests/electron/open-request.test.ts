import { expect, test } from 'vitest';
import { parseArguments, parseDeepLink, parseModelFile } from '../../main/electron/open-request.ts';

test('a link carries an id and nothing else', () => {
  expect(parseDeepLink('counterweight://conversation/a_B-9')).toEqual({
    kind: 'conversation',
    conversationId: 'a_B-9',
  });
  expect(parseDeepLink('counterweight://model/m1/')).toEqual({ kind: 'model', modelId: 'm1' });
});

test.each([
  'counterweight://conversation/',
  'counterweight://conversation/..',
  'counterweight://conversation/a/b',
  'counterweight://conversation/a?x=1',
  'counterweight://conversation/a#x',
  'counterweight://conversation/a%2fb',
  'counterweight://conversation/a\n--inspect',
  `counterweight://conversation/${'a'.repeat(65)}`,
  'counterweight://settings/a',
  'COUNTERWEIGHT://conversation/a',
  'counterweight:conversation/a',
  'https://conversation/a',
  '',
])('%j is no link', (address) => {
  expect(parseDeepLink(address)).toBeNull();
});

test('a model file is an absolute local path that ends in .gguf', () => {
  const [path, share] =
    process.platform === 'win32' ? ['C:\\m\\a.GGUF', '\\\\host\\a.gguf'] : ['/m/a.GGUF', '//host/a.gguf'];
  expect(parseModelFile(path)).toEqual({ kind: 'model-file', path });
  const others = [share, 'a.gguf', './a.gguf', '/m/a.gguf.exe', '/m/a\0.gguf', `/${'a'.repeat(5_000)}.gguf`];
  expect(others.map((other) => parseModelFile(other))).toEqual(others.map(() => null));
});

test('a hostile command line is searched for one request, and its switches are ignored', () => {
  const link = 'counterweight://conversation/c1';
  expect(parseArguments(['/app', '--data-dir=/x.gguf', '-x', 'https://a/', link])).toEqual(parseDeepLink(link));
  expect(parseArguments([link])).toBeNull();
  expect(parseArguments(['/app', `--open=${link}`, 'x'.repeat(10_000)])).toBeNull();
});

import { expect, test } from 'vitest';
import { parseArguments, parseDeepLink, parseModelFile } from '../../main/electron/open-request.ts';

test('a link carries an id and nothing else', () => {
  expect(parseDeepLink('counterweight://conversation/a_B-9')).toEqual({
    kind: 'conversation',
    conversationId: 'a_B-9',
  });
  expect(parseDeepLink('counterweight://model/m1/')).toEqual({ kind: 'model', modelId: 'm1' });
});

test('a link to a model on the Hub carries a repository and perhaps a file', () => {
  expect(parseDeepLink('counterweight://model?repo=Qwen/Qwen3-4B-GGUF')).toEqual({
    kind: 'hub-model',
    repo: 'Qwen/Qwen3-4B-GGUF',
    file: null,
  });
  expect(parseDeepLink('counterweight://model/?repo=a%2Fb&file=Q8_0%2Fb.gguf')).toEqual({
    kind: 'hub-model',
    repo: 'a/b',
    file: 'Q8_0/b.gguf',
  });
});

test.each([
  'counterweight://model?repo=',
  'counterweight://model?file=a.gguf',
  'counterweight://model?repo=a/..',
  'counterweight://model?repo=../b',
  'counterweight://model?repo=a/b/c',
  'counterweight://model?repo=https://evil/a',
  'counterweight://model?repo=a/b&repo=c/d',
  'counterweight://model?repo=a/b&file=../../etc/passwd',
  'counterweight://model?repo=a/b&file=%2Fetc%2Fpasswd',
  'counterweight://model?repo=a/b&file=a%00b',
  'counterweight://model?repo=a/b&file=',
  'counterweight://model?repo=a/b&token=x',
  'counterweight://model?repo=a/b#x',
  `counterweight://model?repo=a/${'b'.repeat(5000)}`,
])('%j asks for no model page', (address) => {
  expect(parseDeepLink(address)).toBeNull();
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

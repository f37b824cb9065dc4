import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { resolveAsset } from '../../main/electron/resolve-asset.ts';

const folder = resolve('/app/dist/renderer');

test('plain addresses are files of the folder, with their type', () => {
  const found = ['/', '/index.html', '/assets/index-Bc_1.js', '/assets/inter.woff2'].map((path) =>
    resolveAsset(`app://counterweight${path}`, folder),
  );
  expect(found).toEqual([
    { path: join(folder, 'index.html'), contentType: 'text/html; charset=utf-8' },
    { path: join(folder, 'index.html'), contentType: 'text/html; charset=utf-8' },
    { path: join(folder, 'assets', 'index-Bc_1.js'), contentType: 'text/javascript; charset=utf-8' },
    { path: join(folder, 'assets', 'inter.woff2'), contentType: 'font/woff2' },
  ]);
});

// Each would be served by a handler that joins first and looks later, or decodes twice, or trusts the separator.
test.each([
  'app://counterweight/..%2fmain.js',
  'app://counterweight/..%5cmain.js',
  'app://counterweight/assets/..%2f..%2fmain.js',
  'app://counterweight/%252e%252e/main.js',
  'app://counterweight/..%c0%afmain.js',
  'app://counterweight/%2fetc/shadow.js',
  'app://counterweight//host/share.js',
  'app://counterweight/C:/x.js',
  'app://counterweight/x.js:stream.js',
  'app://counterweight/x%00.js',
  'app://counterweight/.env.js',
  'app://counterweight/assets/.git/x.js',
  'app://counterweight/native.node',
  'app://counterweight/noextension',
  'app://counterweight/%',
  'app://other/index.html',
  'app://counterweight:1/index.html',
  'app://person@counterweight/index.html',
  'https://counterweight/index.html',
  'file:///app/dist/renderer/index.html',
  'not an address',
])('nothing is found at %s', (address) => {
  expect(resolveAsset(address, folder)).toBeNull();
});

test('dot segments stay inside, because the address is normalised before the folder is joined', () => {
  expect(resolveAsset('app://counterweight/%2e%2e/%2e%2e/index.html', folder)?.path).toBe(join(folder, 'index.html'));
});

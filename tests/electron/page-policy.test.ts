import { expect, test } from 'vitest';
import {
  isNavigationAllowed,
  isPermissionAllowed,
  isRequestAllowed,
  parseExternalAddress,
} from '../../main/electron/page-policy.ts';

test('the main frame may go to the app, other frames to the document that draws diagrams, and nothing anywhere else', () => {
  const addresses = [
    'app://counterweight/',
    'app://counterweight/#/chat/1',
    'app://counterweight/diagram.html',
    'app://counterweight.example/',
    'app://counterweight.example/diagram.html',
    'app://counterweight@example.com/',
    'https://counterweight/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'about:blank',
    '',
  ];
  expect(addresses.filter((address) => isNavigationAllowed(address, true))).toEqual(addresses.slice(0, 3));
  expect(addresses.filter((address) => isNavigationAllowed(address, false))).toEqual([addresses[2]]);
});

test('a page loads its own files and data of its own making, never the network', () => {
  const addresses = ['app://counterweight/a.js', 'data:text/plain,a', 'blob:app://counterweight/1'];
  const others = [
    'https://a.example/',
    'http://127.0.0.1/',
    'ws://127.0.0.1/',
    'file:///a',
    'ftp://a/',
    'devtools://a/',
    'x',
  ];
  expect([...addresses, ...others].filter((address) => isRequestAllowed(address, false))).toEqual(addresses);
  expect(others.filter((address) => isRequestAllowed(address, true))).toEqual(['devtools://a/']);
});

test('writing the clipboard is the one permission, and only for our own page', () => {
  expect([
    isPermissionAllowed('clipboard-sanitized-write', 'app://counterweight/'),
    isPermissionAllowed('clipboard-sanitized-write', 'https://example.com/'),
    isPermissionAllowed('clipboard-read', 'app://counterweight/'),
    isPermissionAllowed('media', 'app://counterweight/'),
  ]).toEqual([true, false, false, false]);
});

test('only an https address without a name or password may be offered to the browser', () => {
  const addresses = [
    'https://example.com/a?b#c',
    'https://xn--pple-43d.com/',
    'http://example.com/',
    'https://bank.example@evil.example/',
    'https://:secret@evil.example/',
    'file:///etc/passwd',
    'javascript:alert(1)',
    'ms-msdt:/id',
    'smb://host/share',
    'https://',
    ' ',
  ];
  expect(addresses.filter((address) => parseExternalAddress(address) !== null)).toEqual(addresses.slice(0, 2));
  // Look-alike letters must show as what they are.
  expect(parseExternalAddress('https://аpple.com/')?.host).toBe('xn--pple-43d.com');
});

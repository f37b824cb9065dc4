import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { defaultDataFolder, parseWebOptions } from '../../main/web/options.ts';
import { appErrorOf } from '../support/app-error-of.ts';

test('flags are read; what is absent has its default', () => {
  expect(parseWebOptions(['--port', '8123', '--data-dir', 'here', '--no-open'])).toEqual({
    port: 8123,
    dataFolder: resolve('here'),
    shouldOpen: false,
  });
  expect(parseWebOptions([])).toMatchObject({ port: 0, shouldOpen: true });
});

test.each([['--port', 'http'], ['--port', '70000'], ['--port', '-1'], ['--port', '1.5'], ['--unknown'], ['stray']])(
  '%s %s is refused',
  async (...args) => {
    expect(await appErrorOf(() => parseWebOptions(args))).toBe('bad-request');
  },
);

test('the data folder follows each system’s own convention', () => {
  expect(defaultDataFolder({ XDG_CONFIG_HOME: '/x' }, 'linux')).toBe(join('/x', 'Counterweight'));
  expect(defaultDataFolder({ APPDATA: '/roaming' }, 'win32')).toBe(join('/roaming', 'Counterweight'));
  expect(defaultDataFolder({}, 'darwin')).toContain(join('Library', 'Application Support', 'Counterweight'));
});

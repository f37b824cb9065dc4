import { expect, test } from 'vitest';
import { settingsPatchSchema, settingsSchema } from '../../main/contract/settings.ts';

const accepted = {
  system: 'system',
  ' http://proxy.example:8080/ ': 'http://proxy.example:8080',
  'https://proxy.example': 'https://proxy.example',
  'http://me:p%40ss@10.0.0.1:3128': 'http://me:p%40ss@10.0.0.1:3128',
};

// Would catch: an address changed on the way to the database and back, for instance without its credentials.
test.each(Object.entries(accepted))('%s is a proxy, and reads the same once kept', (text, kept) => {
  const { proxy } = settingsPatchSchema.parse({ proxy: text });
  expect([proxy, settingsSchema.shape.proxy.parse(proxy)]).toEqual([kept, kept]);
});

// Would catch: an address on which the connection is never made or the app throws, and half a credential never sent.
test.each([
  '',
  'none',
  'proxy.example:8080',
  'socks5://proxy.example:1080',
  'http://proxy.example/path',
  'http://proxy.example?a=1',
  'http://proxy.example#a',
  'http://me@proxy.example',
  'http://:pass@proxy.example',
  'http://me:%zz@proxy.example',
])('%j is refused', (proxy) => {
  expect(settingsPatchSchema.safeParse({ proxy }).success).toBe(false);
});

// Would catch: a password repeated in what is said of a refused address, which a log may keep.
test('a refusal does not repeat the address', () => {
  const { error } = settingsPatchSchema.safeParse({ proxy: 'socks5://me:hush-hush@proxy.example' });
  expect(JSON.stringify(error)).toContain('proxy.example:8080');
  expect(JSON.stringify(error)).not.toContain('hush-hush');
});

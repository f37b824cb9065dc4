import { describe, expect, it } from 'vitest';
import { actionForPress, createActionRegistry } from '../../../renderer/actions/action-registry.ts';
import type { Action } from '../../../renderer/actions/action.ts';
import { isSign, matchesShortcut, shortcutCaps, type KeyboardFacts } from '../../../renderer/actions/shortcut.ts';

const linux: KeyboardFacts = { isMac: false, isDesktop: true };
const mac: KeyboardFacts = { isMac: true, isDesktop: true };
const browser: KeyboardFacts = { isMac: false, isDesktop: false };

type Press = Parameters<typeof matchesShortcut>[0];
const press = (key: string, changes: Partial<Press> = {}): Press => ({
  key,
  code: `Key${key.toUpperCase()}`,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...changes,
});

describe('shortcuts', () => {
  it('mean ⌘ on a Mac and Ctrl elsewhere, and nothing more or less', () => {
    const palette = { keys: 'mod+k' };
    const presses = [
      press('k', { ctrlKey: true }),
      press('k', { metaKey: true }),
      press('k', { ctrlKey: true, shiftKey: true }),
      press('k'),
    ];
    expect([linux, mac].map((facts) => presses.map((one) => matchesShortcut(one, palette, facts)))).toEqual([
      [true, false, false, false],
      [false, true, false, false],
    ]);
  });

  // Would catch: Option+N typing “ñ” on a Mac, and Ctrl+K dead on a Cyrillic layout.
  it('are found by place when the layout or Alt changes the letter, but never against another Latin letter', () => {
    const facts = { isMac: true, isDesktop: false };
    expect([
      matchesShortcut(press('˜', { code: 'KeyN', altKey: true }), { keys: 'mod+n', keysInBrowser: 'alt+n' }, facts),
      matchesShortcut(press('л', { code: 'KeyK', ctrlKey: true }), { keys: 'mod+k' }, linux),
      matchesShortcut(press('q', { code: 'KeyA', ctrlKey: true }), { keys: 'mod+a' }, linux),
    ]).toEqual([true, true, false]);
  });

  it('show what works in this window', () => {
    const shortcut = { keys: 'mod+n', keysInBrowser: ['alt+n', 'mod+n'] };
    expect([linux, mac, browser].map((facts) => shortcutCaps(shortcut, facts))).toEqual([
      ['Ctrl', 'N'],
      ['⌘', 'N'],
      ['Alt', 'N'],
    ]);
    expect(matchesShortcut(press('n', { ctrlKey: true }), shortcut, browser)).toBe(true);
  });
});

type Context = { readonly isWriting: boolean };
const action = (id: string, isEnabled?: (context: Context) => boolean): Action<Context> => ({
  id,
  label: 'ui.close',
  icon: 'close',
  section: 'view',
  shortcut: { keys: 'escape' },
  run: () => undefined,
  ...(isEnabled === undefined ? {} : { isEnabled }),
});

describe('the registry', () => {
  // Would catch: Escape closing a panel while a reply is being written, instead of stopping the reply.
  it('gives a key to the action registered last that is enabled', () => {
    const registry = createActionRegistry<Context>();
    registry.register([action('view.close')]);
    registry.register([action('chat.stop', ({ isWriting }) => isWriting)]);
    const meant = [true, false].map(
      (isWriting) => actionForPress(registry.actions.get(), { isWriting }, () => true)?.id,
    );
    expect(meant).toEqual(['chat.stop', 'view.close']);
  });

  it('refuses an id that is taken, and takes out exactly what was put in', () => {
    const registry = createActionRegistry<Context>();
    const takeOut = registry.register([action('a'), action('b')]);
    registry.register([action('c')]);
    expect(() => registry.register([action('c')])).toThrow('registered already');
    takeOut();
    expect(registry.actions.get().map(({ id }) => id)).toEqual(['c']);
  });
});

it('a digit is found where its key types another sign, and keys that type are known from commands', () => {
  expect(matchesShortcut(press('&', { code: 'Digit1' }), { keys: '1' }, linux)).toBe(true);
  expect(matchesShortcut(press('1', { code: 'Numpad1' }), { keys: '1' }, linux)).toBe(true);
  expect(matchesShortcut(press('2', { code: 'Digit2' }), { keys: '1' }, linux)).toBe(false);
  expect(['1', 't', 'escape', 'f2', 'alt+v', 'mod+k'].map((keys) => isSign({ keys }))).toEqual([
    ...[true, true],
    ...[false, false, false, false],
  ]);
});

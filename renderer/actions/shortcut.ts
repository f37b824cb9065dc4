/** `mod` is ⌘ on a Mac and Ctrl elsewhere. Keys are written as `mod+shift+k`, `alt+n`, `escape`. */
export type Shortcut = {
  readonly keys: string;
  /**
   * In a browser, where it keeps some combinations (such as Ctrl+N) to itself. The first is the one shown; more are for
   * windows without tabs, which hand those over.
   */
  readonly keysInBrowser?: string | readonly string[];
};

export type KeyboardFacts = { readonly isMac: boolean; readonly isDesktop: boolean };

type KeyPress = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

type Combination = {
  readonly key: string;
  readonly hasMod: boolean;
  readonly hasAlt: boolean;
  readonly hasShift: boolean;
};

function parse(keys: string): Combination {
  const steps = keys.toLowerCase().split('+');
  return {
    key: steps.at(-1) ?? '',
    hasMod: steps.includes('mod'),
    hasAlt: steps.includes('alt'),
    hasShift: steps.includes('shift'),
  };
}

/** The combinations that count here; the first is shown. */
function keysFor(shortcut: Shortcut, facts: KeyboardFacts): readonly string[] {
  const { keys, keysInBrowser = keys } = shortcut;
  if (facts.isDesktop) return [keys];
  return typeof keysInBrowser === 'string' ? [keysInBrowser] : keysInBrowser;
}

/** Letters are compared by place too, because Alt on a Mac and non-Latin layouts change what a key types. */
function isKey(press: KeyPress, key: string): boolean {
  if (press.key.toLowerCase() === key) return true;
  // The row of digits types other signs on some layouts.
  if (/^\d$/.test(key)) return press.code === `Digit${key}`;
  return /^[a-z]$/.test(key) && !/^[a-z]$/i.test(press.key) && press.code === `Key${key.toUpperCase()}`;
}

export function matchesShortcut(press: KeyPress, shortcut: Shortcut, facts: KeyboardFacts): boolean {
  return keysFor(shortcut, facts).some((keys) => matches(press, parse(keys), facts));
}

function matches(press: KeyPress, wanted: Combination, facts: KeyboardFacts): boolean {
  const hasMod = facts.isMac ? press.metaKey : press.ctrlKey;
  const hasOther = facts.isMac ? press.ctrlKey : press.metaKey;
  return (
    !hasOther &&
    hasMod === wanted.hasMod &&
    press.altKey === wanted.hasAlt &&
    press.shiftKey === wanted.hasShift &&
    isKey(press, wanted.key)
  );
}

const caps: Readonly<Record<string, string>> = { escape: 'Esc', enter: '↵', arrowup: '↑', arrowdown: '↓' };

/** A key alone that types a sign: in a field it is a part of the words. */
export function isSign({ keys }: Shortcut): boolean {
  const { key, hasMod, hasAlt } = parse(keys);
  return !hasMod && !hasAlt && key.length === 1;
}

/** The key caps to draw: `['Ctrl', 'K']`, `['⌘', 'K']`. */
export function shortcutCaps(shortcut: Shortcut, facts: KeyboardFacts): readonly string[] {
  const { key, hasMod, hasAlt, hasShift } = parse(keysFor(shortcut, facts)[0] ?? '');
  return [
    ...(hasMod ? [facts.isMac ? '⌘' : 'Ctrl'] : []),
    ...(hasAlt ? [facts.isMac ? '⌥' : 'Alt'] : []),
    ...(hasShift ? [facts.isMac ? '⇧' : 'Shift'] : []),
    caps[key] ?? key.toUpperCase(),
  ];
}

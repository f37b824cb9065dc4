/** Names Windows keeps for devices, with any extension (learn.microsoft.com, "Naming Files, Paths, and Namespaces"). */
const reserved = /^(con|prn|aux|nul|conin\$|conout\$|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;

/** Control characters, what Windows forbids, and marks that turn text round so that a name reads as another. */
// oxlint-disable-next-line no-control-regex
const forbidden = /[\u0000-\u001f\u007f-\u009f<>:"|?*\\\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;

const maxNameBytes = 200;

/**
 * A repository's path as names that are safe on every system, one for each folder: nothing that leads upwards, no
 * absolute path, no device. Ordinary names stay as they are.
 */
export function safeNames(path: string): readonly string[] {
  const names = path
    .split(/[/\\]/)
    .filter((name) => name !== '' && name !== '.')
    .map(safeName);
  return names.length > 0 ? names : ['_'];
}

function safeName(name: string): string {
  // Windows drops dots and spaces at the end, which would make two names one.
  const cleaned = name
    .normalize('NFC')
    .replaceAll(forbidden, '_')
    .replace(/[. ]+$/, '')
    .trimStart();
  const shortened = shorten(cleaned);
  if (shortened === '' || /^\.+$/.test(shortened)) return '_';
  return reserved.test(shortened) || shortened.startsWith('.') ? `_${shortened}` : shortened;
}

/** Cuts the middle, so that the extension and the number of a split stay. */
function shorten(name: string): string {
  const encoder = new TextEncoder();
  if (encoder.encode(name).length <= maxNameBytes) return name;
  const characters = Array.from(name);
  const tail = characters.slice(-40);
  const head: string[] = [];
  let bytes = encoder.encode(tail.join('')).length + 1;
  for (const character of characters.slice(0, -40)) {
    bytes += encoder.encode(character).length;
    if (bytes > maxNameBytes) break;
    head.push(character);
  }
  return `${head.join('')}~${tail.join('')}`;
}

/**
 * Safe names for all files of one download, each its own also where case does not count: a second file that would get
 * the name of an earlier one has its checksum's first digits added.
 */
export function distinctNames(
  files: readonly { readonly path: string; readonly sha256: string }[],
): readonly (readonly string[])[] {
  const taken = new Set<string>();
  return files.map(({ path, sha256 }) => {
    const names = safeNames(path);
    const isFree = !taken.has(foldCase(names));
    const chosen = isFree ? names : [...names.slice(0, -1), `${sha256.slice(0, 8)}-${names.at(-1) ?? '_'}`];
    taken.add(foldCase(chosen));
    return chosen;
  });
}

function foldCase(names: readonly string[]): string {
  return names.join('/').toLowerCase();
}

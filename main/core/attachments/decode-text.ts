/** A Latin-1 text has letters of its own here and there; what is made of them is something else. */
const mostHighShare = 0.3;
/** Control characters that texts have: tab, line feed, form feed, carriage return, escape. */
const textControls: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);
/** Bytes that Windows-1252 gives no character to. */
const undefinedBytes: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

/**
 * The words of a file, without its byte order mark: UTF-8, UTF-16 that says so, else Windows-1252 when it looks like words.
 * Null for what is no text: anything with a NUL or another control character that texts do not have.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return decode('utf-16le', bytes);
  if (first === 0xfe && second === 0xff) return decode('utf-16be', bytes);
  if (bytes.some((byte) => byte < 0x20 && !textControls.has(byte))) return null;
  return decode('utf-8', bytes) ?? (looksLikeWords(bytes) ? decode('windows-1252', bytes) : null);
}

function decode(encoding: string, bytes: Uint8Array): string | null {
  try {
    const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
    return text.includes('\0') ? null : text;
  } catch {
    return null;
  }
}

function looksLikeWords(bytes: Uint8Array): boolean {
  const high = bytes.reduce((count, byte) => count + (byte >= 0x80 ? 1 : 0), 0);
  return high <= bytes.length * mostHighShare && !bytes.some((byte) => undefinedBytes.has(byte));
}

/** Letters that no decomposition takes apart, but that people type without their stroke or tie. */
const plainLetters: ReadonlyMap<string, string> = new Map([
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['œ', 'oe'],
  ['ø', 'o'],
  ['đ', 'd'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ħ', 'h'],
  ['ı', 'i'],
  ['ł', 'l'],
  ['ŋ', 'n'],
  ['ŧ', 't'],
  ['ς', 'σ'],
]);

const pointRanges = [
  '\\u0300-\\u036f', // accents of Latin, Greek and Cyrillic
  '\\u0591-\\u05c7', // Hebrew
  '\\u0610-\\u061a\\u064b-\\u065f\\u0670\\u06d6-\\u06dc', // Arabic
  '\\u00ad', // where a word may be parted
  '\\u0640', // makes an Arabic word longer
  '\\u20d0-\\u20f0\\ufe00-\\ufe0f', // an emoji's form
];
const points = new RegExp(`[${pointRanges.join('')}]`, 'g');

/**
 * A word as it is compared: without letter case, accents and points, in one width. Vowel signs, of which Indian and Thai
 * words are made, stay.
 */
export function foldWord(word: string): string {
  if (!/[^\0-\x7f]/.test(word)) return word.toLowerCase();
  return word
    .normalize('NFKD')
    .replaceAll(points, '')
    .normalize('NFC')
    .toLowerCase()
    .replaceAll(/[ßæœøđðþħıłŋŧς]/g, (letter) => plainLetters.get(letter) ?? letter);
}

const hours = '([01] [0-9] | "2" [0-3]) ":" [0-5] [0-9]';
const time = `${hours} ":" [0-5] [0-9] ("." [0-9]{1,6})? ("Z" | [-+] ${hours})`;
const day = '("0" [1-9] | [12] [0-9])';
// The twenty-ninth of February is left out: it is not there in every year.
const months = [
  `("0" [13578] | "10" | "12") "-" (${day} | "3" [01])`,
  `("0" [469] | "11") "-" (${day} | "30")`,
  '"02-" ("0" [1-9] | "1" [0-9] | "2" [0-8])',
];
const date = `[1-9] [0-9]{3} "-" (${months.join(' | ')})`;
const hex = '[0-9a-f]';
const byte = '("25" [0-5] | "2" [0-4] [0-9] | "1" [0-9] [0-9] | [1-9] [0-9] | [0-9])';

/** Formats of texts that a grammar can keep to (JSON Schema's vocabulary of formats; RFC 3339, 4122 and 2673). */
export const textFormats: Readonly<Record<string, string>> = {
  date,
  time,
  'date-time': `${date} "T" ${time}`,
  uuid: `${hex}{8} "-" ${hex}{4} "-" ${hex}{4} "-" ${hex}{4} "-" ${hex}{12}`,
  ipv4: `${byte} "." ${byte} "." ${byte} "." ${byte}`,
};

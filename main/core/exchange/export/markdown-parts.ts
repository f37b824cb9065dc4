export type Fact = readonly [name: string, value: string | number | readonly string[]];

/** A JSON value is a YAML value too, so that no title needs a rule of its own. */
export function frontMatter(facts: readonly Fact[]): string {
  return `---\n${facts.map(([name, value]) => `${name}: ${JSON.stringify(value)}`).join('\n')}\n---\n\n`;
}

/** Blank lines at the end say nothing; two blanks before one would be a line break, and are kept. */
export function trimmedEnd(text: string): string {
  return text.replace(/(?:\r?\n)+$/, '');
}

/** Every line is quoted, so that no open block of it reaches beyond the quote. */
export function quoted(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map((line) => (line === '' ? '>' : `> ${line}`))
    .join('\n');
}

/** One line in which nothing is markup. */
export function headingText(text: string): string {
  return text
    .replace(/\s+/g, ' ')
    .trim()
    .replace(/[\\`*_[\]<>#|~&]/g, '\\$&');
}

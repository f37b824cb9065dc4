/**
 * What a spreadsheet may take for a formula, at the start of a cell (OWASP, "CSV Injection": `= + - @`, their full-width
 * forms, tab and line ends, also behind white space), and the mark itself, so that taking it off again is exact.
 */
const risky = /^(?:'|[\t\r\n\0]|\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20])/;

/** Marks a cell that a spreadsheet must not compute as words. `unguardCell` is its exact inverse. */
export function guardCell(text: string): string {
  return risky.test(text) ? `'${text}` : text;
}

/** Takes the mark off where `guardCell` would have put one, and nowhere else. */
export function unguardCell(cell: string): string {
  return cell.startsWith("'") && risky.test(cell.slice(1)) ? cell.slice(1) : cell;
}

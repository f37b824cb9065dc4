/** Where the text stops being CSV: `line` counts from 1. */
export class CsvProblem extends Error {
  readonly line: number;

  constructor(line: number, detail: string) {
    super(detail);
    this.line = line;
  }
}

export type CsvRecord = { readonly line: number; readonly fields: readonly string[] };

/** RFC 4180, with what real files have besides: a byte order mark, line feeds alone, semicolons or tabs between fields. */
export interface CsvText {
  /** Empty lines are left out. `line`: where the record begins. @throws CsvProblem. */
  parse(text: string): CsvRecord[];
  /** With commas and CRLF, each record ended; a field is quoted where it has to be. */
  format(records: readonly (readonly string[])[]): string;
}

import { CsvError, parse } from 'csv-parse/sync';
import { stringify } from 'csv-stringify/sync';
import { CsvProblem, type CsvRecord, type CsvText } from '../core/ports/csv-text.ts';

const separators = [',', ';', '\t'] as const;

/** csv-parse and csv-stringify. */
export function createCsvText(): CsvText {
  return {
    parse(text) {
      try {
        const rows = parse(text, {
          bom: true,
          delimiter: separatorOf(text),
          relax_column_count: true,
          skip_empty_lines: true,
          info: true,
        });
        return toRecords(rows as unknown as readonly Row[]);
      } catch (error) {
        if (error instanceof CsvError) throw new CsvProblem(lineOf(error), error.message);
        throw error;
      }
    },
    format: (records) =>
      stringify(
        records.map((record) => [...record]),
        { record_delimiter: '\r\n' },
      ),
  };
}

type Row = { readonly record: readonly string[]; readonly info: { readonly lines: number } };

/** The parser tells where a record ends; with its own line feeds counted it began that much earlier. */
function toRecords(rows: readonly Row[]): CsvRecord[] {
  return rows.map(({ record, info }) => {
    const within = record.reduce((sum, field) => sum + (field.match(/\r\n|\r|\n/g)?.length ?? 0), 0);
    return { line: info.lines - within, fields: record };
  });
}

/** What the first line has most of, outside of quotes. */
function separatorOf(text: string): string {
  const [line = ''] = text.replaceAll(/"(?:[^"]|"")*"/g, '').split(/\r\n|\r|\n/, 1);
  const counts = separators.map((separator) => line.split(separator).length);
  return separators[counts.indexOf(Math.max(...counts))] ?? ',';
}

function lineOf(error: CsvError): number {
  const { lines } = error as { readonly lines?: unknown };
  return typeof lines === 'number' ? lines : 1;
}

import { AppError } from '../../contract/errors.ts';
import type { ShelfCandidate, ShelfDivision, ShelfFilePreview } from '../../contract/prompt-shelf.ts';
import { CsvProblem, type CsvText } from '../ports/csv-text.ts';
import { divideText, likelyDivision } from './divide-text.ts';
import { toCandidate } from './shelf-candidate.ts';
import { candidatesOfJson } from './shelf-json.ts';
import { tagsOf } from './shelf-tags.ts';

export type ShelfFile = { readonly name: string; readonly text: string; readonly division: ShelfDivision | null };
export type ReadShelfFile = Pick<ShelfFilePreview, 'format' | 'division'> & {
  readonly candidates: readonly ShelfCandidate[];
};

/** Columns that hold prompts, as people and data sets call them; the first that is there counts. */
const promptColumns = ['prompt', 'text', 'question', 'instruction', 'input'] as const;

/** Prompts that a file holds: its ending says what it is. @throws AppError `import-damaged`, `import-unknown`. */
export function readShelfFile({ name, text, division }: ShelfFile, csv: CsvText): ReadShelfFile {
  const read = readByEnding({ name, text, division }, csv);
  const candidates = read.candidates.filter((candidate) => candidate.text !== '');
  if (candidates.length === 0) throw new AppError('import-unknown', { name });
  return { ...read, candidates };
}

function readByEnding({ name, text, division }: ShelfFile, csv: CsvText): ReadShelfFile {
  if (/\.(?:csv|tsv)$/i.test(name)) return { format: 'csv', division: null, candidates: ofTable(name, text, csv) };
  if (/\.(?:jsonl|ndjson|json)$/i.test(name)) {
    return { format: 'jsonl', division: null, candidates: candidatesOfJson(name, text) };
  }
  const used = division ?? likelyDivision(text);
  return {
    format: 'text',
    division: used,
    candidates: divideText(text, used).map((part) => toCandidate({ text: part })),
  };
}

function ofTable(name: string, text: string, csv: CsvText): ShelfCandidate[] {
  const records = readTable(name, text, csv);
  const heads = records[0]?.fields.map((head) => head.trim().toLowerCase()) ?? [];
  const promptAt = promptColumns.map((head) => heads.indexOf(head)).find((place) => place >= 0);
  // A list without a head is a list of prompts; a table without one says nothing of what its columns are.
  if (promptAt === undefined) {
    const isList = records.every(({ fields }) => fields.length === 1);
    return isList ? records.map(({ fields }) => toCandidate({ text: fields[0] ?? '' })) : [];
  }
  const titleAt = heads.findIndex((head) => head === 'title' || head === 'name');
  const tagsAt = heads.findIndex((head) => head === 'tags' || head === 'tag' || head === 'category');
  return records
    .slice(1)
    .map(({ fields }) =>
      toCandidate({ text: fields[promptAt] ?? '', title: fields[titleAt], tags: tagsOf(fields[tagsAt]) }),
    );
}

function readTable(name: string, text: string, csv: CsvText): ReturnType<CsvText['parse']> {
  try {
    return csv.parse(text);
  } catch (error) {
    if (!(error instanceof CsvProblem)) throw error;
    throw new AppError('import-damaged', { name, detail: `line ${error.line}: ${error.message}` }, { cause: error });
  }
}

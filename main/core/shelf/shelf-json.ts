import { AppError } from '../../contract/errors.ts';
import type { ShelfCandidate } from '../../contract/prompt-shelf.ts';
import { toCandidate } from './shelf-candidate.ts';
import { tagsOf } from './shelf-tags.ts';

type Fields = Readonly<Record<string, unknown>>;
const promptFields = ['prompt', 'text', 'question', 'instruction', 'input'] as const;

/** Values one a line, or a JSON list of them. @throws AppError `import-damaged` with the line. */
export function candidatesOfJson(name: string, text: string): ShelfCandidate[] {
  const bare = text.replace(/^\u{feff}/u, '');
  const values = bare.trimStart().startsWith('[') ? listOf(name, bare) : linesOf(name, bare);
  return values.flatMap(candidateOf);
}

function listOf(name: string, text: string): readonly unknown[] {
  const value = parse(name, text, null);
  return Array.isArray(value) ? value : [value];
}

function linesOf(name: string, text: string): readonly unknown[] {
  return text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [parse(name, line, index + 1)]));
}

function parse(name: string, text: string, line: number | null): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    const detail = `${line === null ? '' : `line ${line}: `}${error instanceof Error ? error.message : 'not JSON'}`;
    throw new AppError('import-damaged', { name, detail }, { cause: error });
  }
}

/** A text, `{"prompt": …}` as data sets have it, or the first words of a person in `{"messages": […]}`. */
function candidateOf(value: unknown): ShelfCandidate[] {
  if (typeof value === 'string') return [toCandidate({ text: value })];
  if (!isFields(value)) return [];
  const text = promptFields.map((field) => wordsOf(value[field])).find((found) => found !== null);
  const said = text ?? wordsOf(value['messages']);
  if (said === null || said === undefined) return [];
  const title = typeof value['title'] === 'string' ? value['title'] : undefined;
  return [toCandidate({ text: said, title, tags: tagsOf(value['tags'] ?? value['category']) })];
}

function wordsOf(value: unknown): string | null {
  if (typeof value === 'string') return value;
  if (!Array.isArray(value)) return null;
  const first = value.filter(isFields).find(({ role }) => role === 'user');
  return typeof first?.['content'] === 'string' ? first['content'] : null;
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

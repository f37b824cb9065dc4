import type { ComparisonId } from '../../contract/ids.ts';
import type { CompareRepository } from '../ports/compare-repository.ts';
import { turnTaking } from '../exchange/turn-taking.ts';
import { findTerms } from '../search/find-terms.ts';
import { makeSnippet } from '../search/make-snippet.ts';
import { parseQuery } from '../search/parse-query.ts';

export type FoundComparison = { readonly id: ComparisonId; readonly snippet: string | null };

const mostFound = 100;

/**
 * Comparisons that hold all words in their title, prompts and answers taken together, the one changed last first; with the
 * prompt or answer that has most of them, where one has any. Answers that are veiled are not searched.
 * Others go first when it takes long. @throws the signal's reason.
 */
export async function searchComparisons(
  repository: Pick<CompareRepository, 'list' | 'textsOf'>,
  query: string,
  signal: AbortSignal,
): Promise<FoundComparison[]> {
  const terms = parseQuery(query);
  if (terms.length === 0) return [];
  const takeTurn = turnTaking(signal);
  const found: FoundComparison[] = [];
  for (const { id, title } of repository.list()) {
    const { prompts, answers } = repository.textsOf(id);
    const texts: { readonly text: string; readonly terms: ReadonlySet<number> }[] = [];
    for (const text of [...prompts, ...answers]) {
      await takeTurn();
      texts.push({ text, terms: termsIn(text, terms) });
    }
    const all = new Set([...termsIn(title, terms), ...texts.flatMap((text) => [...text.terms])]);
    if (all.size < terms.length) continue;
    const best = texts.toSorted((a, b) => b.terms.size - a.terms.size)[0];
    const snippet = best && best.terms.size > 0 ? makeSnippet(best.text, terms, false) : null;
    found.push({ id, snippet: snippet?.text ?? null });
    if (found.length === mostFound) break;
  }
  return found;
}

function termsIn(text: string, terms: ReturnType<typeof parseQuery>): ReadonlySet<number> {
  return new Set(findTerms(text, terms).map(({ term }) => term));
}

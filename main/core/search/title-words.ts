import type { SearchTerm } from '../ports/search-repository.ts';
import { indexWords } from './split-words.ts';

const mostKept = 20_000;

/** Titles as words, kept between searches: a person types letter by letter. */
export class TitleWords {
  readonly #words = new Map<string, string>();

  /** True when the title holds every term. */
  holds(title: string, terms: readonly SearchTerm[]): boolean {
    const words = ` ${this.#of(title)} `;
    return terms.every((term) => words.includes(` ${term.words.join(' ')}${term.isPrefix ? '' : ' '}`));
  }

  #of(title: string): string {
    const known = this.#words.get(title);
    if (known !== undefined) return known;
    if (this.#words.size >= mostKept) this.#words.clear();
    const words = indexWords(title).trim();
    this.#words.set(title, words);
    return words;
  }
}

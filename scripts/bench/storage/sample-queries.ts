import { noSearchFilters, type SearchInput } from '../../../main/contract/organise.ts';
import type { ModelId } from '../../../main/contract/ids.ts';
import { seededRandom } from '../../../tests/support/gguf/seeded-random.ts';
import { sampleWord, type SampleLanguage } from './sample-words.ts';

const dayMs = 86_400_000;

/** What people type into a search: a word, two, the beginning of one, something that is nowhere; some with filters. */
export function sampleQueries(languages: readonly SampleLanguage[], count: number): readonly SearchInput[] {
  const random = seededRandom(11);
  return Array.from({ length: count }, (_, index) => {
    const language = languages[index % languages.length];
    if (!language) throw new Error('no languages');
    const word = (): string => sampleWord(language, random);
    const kinds = [
      () => word(),
      () => `${word()} ${word()}`,
      () => word().slice(0, 3),
      () => `"${word()}${language.between}${word()}"`,
      () => `${word()} ${word()} ${word()}`,
      () => `zzq${index}`,
    ];
    const filters = [
      {},
      {},
      { role: 'user' as const },
      { fromMs: Date.UTC(2024, 6, 1), toMs: Date.UTC(2024, 6, 1) + 60 * dayMs },
      { modelId: 'm1' as ModelId },
      { tag: 'work' },
    ];
    const query = kinds[Math.floor(index / languages.length) % kinds.length]?.() ?? '';
    const filter = filters[random.below(filters.length)];
    return { query, filters: { ...noSearchFilters, ...filter }, order: 'best', cursor: null };
  });
}

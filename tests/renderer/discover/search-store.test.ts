import { describe, expect, it } from 'vitest';
import type { HubModelSummary, HubSearchInput, HubSearchPage } from '../../../main/contract/hub.ts';
import { openCriteria, SearchStore } from '../../../renderer/state/hub/search-store.ts';

function model(id: string): HubModelSummary {
  return { id } as unknown as HubModelSummary;
}

function page(
  ids: readonly string[],
  nextCursor: string | null,
  source: HubSearchPage['source'] = 'hub',
): HubSearchPage {
  return { models: ids.map(model), nextCursor, source, fetchedAtMs: ids.length };
}

type Question = {
  readonly input: HubSearchInput;
  readonly signal: AbortSignal;
  readonly answer: (page: HubSearchPage) => Promise<void>;
  readonly fail: () => Promise<void>;
};

/** A store whose questions are answered by hand, in any order. */
function openStore() {
  const questions: Question[] = [];
  const store = new SearchStore(
    (input, signal) =>
      new Promise((resolve, reject) => {
        const settle = async (): Promise<void> => {
          await Promise.resolve();
          await Promise.resolve();
        };
        questions.push({
          input,
          signal,
          answer: (value) => (resolve(value), settle()),
          fail: () => (reject(new Error('away')), settle()),
        });
      }),
  );
  const ask = (text: string): void => store.ask({ ...openCriteria, text });
  const ids = (): readonly string[] => {
    const state = store.state.get();
    return state.status === 'shown' ? state.results.models.map(({ id }) => id) : [];
  };
  const question = (index: number): Question => {
    const found = questions[index];
    if (!found) throw new Error(`question ${index} was never asked`);
    return found;
  };
  return { store, ask, ids, questions, question };
}

describe('a search', () => {
  it('asks nothing before it is asked to', () => {
    const { store, questions } = openStore();
    store.more();
    expect([store.state.get().status, questions.length]).toEqual(['idle', 0]);
  });

  // Would catch: the slow answer to an older question replacing the newer one.
  it('shows the answer to the last question only', async () => {
    const { store, ask, ids, question } = openStore();
    ask('one');
    ask('two');
    await question(1).answer(page(['b/b'], null));
    await question(0).answer(page(['a/a'], null));
    expect([ids(), question(0).signal.aborted, store.state.get().criteria.text]).toEqual([['b/b'], true, 'two']);
  });

  // Would catch: doubled rows when the Hub's list moved between two pages, and a page asked for twice.
  it('appends the next page once, without models that are there already', async () => {
    const { store, ask, ids, questions, question } = openStore();
    ask('');
    await question(0).answer(page(['a/a', 'b/b'], 'next'));
    store.more();
    store.more();
    expect(questions.map(({ input }) => input.cursor)).toEqual([null, 'next']);
    await question(1).answer(page(['b/b', 'c/c'], null, 'cache'));
    const state = store.state.get();
    expect([ids(), state.status === 'shown' && [state.results.source, state.results.nextCursor]]).toEqual([
      ['a/a', 'b/b', 'c/c'],
      ['cache', null],
    ]);
    store.more();
    expect(questions).toHaveLength(2);
  });

  // Would catch: a lost connection in the middle of the list taking away what was found.
  it('keeps what it has when the next page fails, and tries again from the same place', async () => {
    const { store, ask, ids, questions, question } = openStore();
    ask('');
    await question(0).answer(page(['a/a'], 'next'));
    store.more();
    await question(1).fail();
    const state = store.state.get();
    expect([ids(), state.status === 'shown' && state.results.next.status]).toEqual([['a/a'], 'failed']);
    store.more();
    expect(questions[2]?.input.cursor).toBe('next');
  });

  // Would catch: a list that asks page after page by itself when the filters let nothing through.
  it('says when a page brought nothing although more follow', async () => {
    const { store, ask, question } = openStore();
    ask('');
    await question(0).answer(page([], 'next'));
    const state = store.state.get();
    expect(state.status === 'shown' && state.results.isLastPageEmpty).toBe(true);
  });

  it('forgets everything when cleared, also an answer under way', async () => {
    const { store, ask, question } = openStore();
    ask('words');
    store.clear();
    await question(0).answer(page(['a/a'], null));
    expect(store.state.get()).toEqual({ status: 'idle', criteria: openCriteria });
  });
});

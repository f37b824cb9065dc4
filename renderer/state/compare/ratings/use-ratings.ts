import { useCallback } from 'react';
import type { Ratings, RatingsInput } from '../../../../main/contract/ratings.ts';
import { useApp } from '../../app-context.tsx';
import { createStore, useStore, type Store } from '../../store.ts';
import type { AppServices } from '../../app-services.ts';
import { liveValue } from '../../stream.ts';
import { useAnswer, type Answer } from '../../use-answer.ts';
import { useVotingSession } from '../voting/voting-session.ts';

export const wholeRatings: RatingsInput = { by: 'contestant', tag: null, onlyBlind: false, controlsStyle: false };

const inputs = new WeakMap<AppServices, Store<RatingsInput>>();

/** What is looked at stays while other screens are open. */
export function useRatingsInput(): readonly [RatingsInput, (patch: Partial<RatingsInput>) => void] {
  const app = useApp();
  const store = inputs.get(app) ?? createStore(wholeRatings);
  inputs.set(app, store);
  const change = useCallback((patch: Partial<RatingsInput>) => store.set((now) => ({ ...now, ...patch })), [store]);
  return [useStore(store, (input) => input), change];
}

/** Asked anew with every vote; what is known stays in sight meanwhile. */
export function useRatings(input: RatingsInput): Answer<Ratings> {
  const { client } = useApp();
  const version = useStore(useVotingSession().votes.store, (state) => liveValue(state)?.version ?? null);
  const ask = useCallback(
    (signal: AbortSignal) => {
      // Another version of the votes is another question.
      void version;
      return client.ratings.compute.query(input, { signal });
    },
    [client, input, version],
  );
  return useAnswer(ask);
}

const none: readonly string[] = [];

/** Tags of votes, in alphabetical order. */
export function useVoteTags(): readonly string[] {
  const votes = useStore(useVotingSession().votes.store, (state) => liveValue(state)?.votes);
  return votes === undefined
    ? none
    : [...new Set(votes.flatMap(({ tags }) => tags))].toSorted((a, b) => a.localeCompare(b));
}

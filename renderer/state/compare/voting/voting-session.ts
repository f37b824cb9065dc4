import { useMemo } from 'react';
import type { AnswerId, RoundId } from '../../../../main/contract/ids.ts';
import { useApp } from '../../app-context.tsx';
import type { AppServices } from '../../app-services.ts';
import { createStore, useStore, type Store } from '../../store.ts';
import { createStream, liveValue, type Stream } from '../../stream.ts';
import { reduceVotes, type KnownVotes } from './known-votes.ts';

/** Marks and note that wait for their verdict, or were changed since. */
export type VoteDraft = {
  readonly marks: Readonly<Record<AnswerId, Readonly<Record<string, number>>>>;
  readonly note: string;
};
export const emptyVoteDraft: VoteDraft = { marks: {}, note: '' };

export type VotingSession = {
  /** Every vote without its texts, and what answers are marked by. */
  readonly votes: Stream<KnownVotes>;
  readonly drafts: Store<ReadonlyMap<RoundId, VoteDraft>>;
  /** Notices that offer an undone vote back, by round. */
  readonly offers: Map<RoundId, number>;
};

const sessions = new WeakMap<AppServices, VotingSession>();

/** The one session of an app; made when first asked for. */
export function votingSessionOf(app: AppServices): VotingSession {
  const known = sessions.get(app);
  if (known !== undefined) return known;
  const session: VotingSession = {
    votes: createStream({
      subscribe: (observer) => app.client.votes.watch.subscribe(undefined, observer),
      reduce: reduceVotes,
    }),
    drafts: createStore<ReadonlyMap<RoundId, VoteDraft>>(new Map()),
    offers: new Map(),
  };
  sessions.set(app, session);
  return session;
}

export function useVotingSession(): VotingSession {
  return votingSessionOf(useApp());
}

const none: readonly string[] = [];

/** What answers are marked by; none until it is known. */
export function useCriteria(): readonly string[] {
  return useStore(useVotingSession().votes.store, (state) => liveValue(state)?.criteria ?? none);
}

/** Null where nothing was written since the vote. */
export function useVoteDraft(id: RoundId): readonly [VoteDraft | null, (draft: VoteDraft | null) => void] {
  const { drafts } = useVotingSession();
  const draft = useStore(drafts, (all) => all.get(id) ?? null);
  const change = useMemo(
    () => (next: VoteDraft | null) =>
      drafts.set((all) => {
        const changed = new Map(all);
        if (next === null) changed.delete(id);
        else changed.set(id, next);
        return changed;
      }),
    [drafts, id],
  );
  return [draft, change];
}

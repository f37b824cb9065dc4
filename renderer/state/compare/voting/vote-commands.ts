import type { Round } from '../../../../main/contract/compare.ts';
import type { AnswerId, VoteId } from '../../../../main/contract/ids.ts';
import type { VoteOutcome } from '../../../../main/contract/votes.ts';
import { t } from '../../../i18n/translate.ts';
import type { AppServices } from '../../app-services.ts';
import { emptyVoteDraft, votingSessionOf, type VoteDraft } from './voting-session.ts';

export type Verdict = { readonly outcome: VoteOutcome; readonly bestId: AnswerId | null };

/** Gives a verdict with the marks and the note that were written for it. */
export async function castVote(app: AppServices, round: Pick<Round, 'id'>, verdict: Verdict): Promise<void> {
  await keep(app, round, verdict, votingSessionOf(app).drafts.get().get(round.id) ?? emptyVoteDraft);
  app.announce(t('voting.kept'));
}

/** The same verdict with other marks or another note. */
export async function amendVote(app: AppServices, round: Round, draft: VoteDraft): Promise<void> {
  if (round.vote === null) return;
  await keep(app, round, { outcome: round.vote.outcome, bestId: round.vote.bestId }, draft);
  app.announce(t('voting.note-kept'));
}

/** The round is open again, with the marks and the note as they were; a notice offers to take that back. */
export async function undoVote(app: AppServices, { id, vote }: Pick<Round, 'id' | 'vote'>): Promise<void> {
  if (vote === null) return;
  await app.client.votes.undo.mutate({ voteId: vote.id });
  if (vote.note !== '' || Object.keys(vote.marks).length > 0) {
    votingSessionOf(app).drafts.set((all) => new Map(all).set(id, { marks: vote.marks, note: vote.note }));
  }
  votingSessionOf(app).offers.set(id, offerRedo(app, vote.id));
}

/** Tells that a vote is gone, and how to have it back. */
export function offerRedo(app: AppServices, voteId: VoteId): number {
  app.announce(t('voting.undone'));
  return app.toasts.show(t('voting.undone'), {
    action: { label: t('voting.redo'), run: () => app.attempt(app.client.votes.redo.mutate({ voteId })) },
  });
}

async function keep(app: AppServices, { id }: Pick<Round, 'id'>, verdict: Verdict, draft: VoteDraft): Promise<void> {
  await app.client.votes.cast.mutate({ roundId: id, ...verdict, ...draft });
  const { drafts, offers } = votingSessionOf(app);
  drafts.set((all) => new Map([...all].filter(([known]) => known !== id)));
  const offer = offers.get(id);
  if (offer !== undefined) app.toasts.dismiss(offer);
}

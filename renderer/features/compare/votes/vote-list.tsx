import { useState } from 'react';
import type { VoteLine } from '../../../../main/contract/votes.ts';
import { formatAgo, formatMoment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { offerRedo } from '../../../state/compare/voting/vote-commands.ts';
import { useNow } from '../../../state/use-now.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { outcomeWords } from './outcome-words.ts';
import { VoteTagsDialog } from './vote-tags-dialog.tsx';
import styles from './votes.module.css';

/** Lines that are added at once. */
const slice = 100;

/** Votes, newest first. */
export function VoteList({ votes }: { readonly votes: readonly VoteLine[] }) {
  const [limit, setLimit] = useState(slice);
  const [tagged, setTagged] = useState<VoteLine | null>(null);
  const rest = votes.length - limit;
  return (
    <>
      <ul className={styles.list} aria-label={t('votes.list')}>
        {votes.slice(0, limit).map((vote) => (
          <VoteItem key={vote.id} vote={vote} onTags={() => setTagged(vote)} />
        ))}
      </ul>
      {rest > 0 ? (
        <Button size="small" className={styles.more} onClick={() => setLimit(limit + slice)}>
          {t('votes.more', { count: Math.min(slice, rest) })}
        </Button>
      ) : null}
      {tagged === null ? null : <VoteTagsDialog vote={tagged} onClose={() => setTagged(null)} />}
    </>
  );
}

type VoteItemProps = { readonly vote: VoteLine; readonly onTags: () => void };

function VoteItem({ vote, onTags }: VoteItemProps) {
  const app = useApp();
  const now = useNow();
  const takeBack = async (): Promise<void> => {
    await app.client.votes.undo.mutate({ voteId: vote.id });
    offerRedo(app, vote.id);
  };
  return (
    <li className={styles.item}>
      <p className={styles.prompt} dir="auto">
        {vote.prompt}
      </p>
      <p className={styles.outcome}>
        <span className={styles.winner}>{winnerWords(vote)}</span> <span>{othersWords(vote)}</span>
      </p>
      {vote.note === '' ? null : (
        <p className={styles.note} dir="auto">
          {vote.note}
        </p>
      )}
      <div className={styles.facts}>
        <time dateTime={new Date(vote.createdAtMs).toISOString()} title={formatMoment(vote.createdAtMs)}>
          {formatAgo(vote.createdAtMs, now)}
        </time>
        {vote.isBlind ? <Badge title={t('voting.is-blind-why')}>{t('voting.is-blind')}</Badge> : null}
        {vote.origin === 'imported' ? <Badge>{t('votes.imported')}</Badge> : null}
        {vote.tags.map((tag) => (
          <Badge key={tag} tone="outline">
            {tag}
          </Badge>
        ))}
      </div>
      <MenuButton
        className={styles.menu}
        size="small"
        label={t('votes.menu')}
        items={[
          { id: 'tags', label: t('votes.tags'), icon: 'tag', onSelect: onTags },
          { id: 'remove', label: t('votes.remove'), icon: 'remove', onSelect: () => app.attempt(takeBack()) },
        ]}
      />
    </li>
  );
}

function winnerWords({ outcome, bestName }: VoteLine): string {
  return bestName === null ? t(outcomeWords[outcome]) : t('votes.winner', { name: apart(bestName) });
}

function othersWords({ names, bestName, outcome }: VoteLine): string {
  if (names.length === 0) return t('votes.hidden');
  if (outcome !== 'best') return t('votes.between', { names: names.map(apart).join(', ') });
  const place = names.findIndex((name) => name === bestName);
  return t('votes.against', {
    names: names
      .filter((_, index) => index !== place)
      .map(apart)
      .join(', '),
  });
}

/** In isolates, so that a name of another direction does not turn the names beside it around. */
function apart(name: string): string {
  return `\u2068${name}\u2069`;
}

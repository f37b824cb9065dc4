import type { Ratings, RatingsInput } from '../../../../main/contract/ratings.ts';
import { t } from '../../../i18n/translate.ts';
import { useRatings, useRatingsInput, useVoteTags, wholeRatings } from '../../../state/compare/ratings/use-ratings.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { EffectsSection } from './effects-section.tsx';
import { RatingsFilter } from './ratings-filter.tsx';
import styles from './ratings.module.css';
import { StrengthSection } from './strength-section.tsx';
import { VerdictSection } from './verdict-section.tsx';

/** Who is how good, by all votes, and how sure that is. */
export function RatingsPane() {
  const [input, change] = useRatingsInput();
  const { state, latest, retry } = useRatings(input);
  const tags = useVoteTags();
  if (state.status === 'failed') {
    return <ErrorPanel className={styles.trouble} error={state.error} onRetry={retry} />;
  }
  const isUnfiltered = input.tag === null && !input.onlyBlind;
  if (latest?.votes === 0 && isUnfiltered && state.status === 'live') {
    return (
      <EmptyState className={styles.empty} title={t('ratings.empty-title')}>
        {t('ratings.empty-why')}
      </EmptyState>
    );
  }
  return (
    <div className={styles.pane} aria-busy={state.status === 'waiting'}>
      <div className={styles.page}>
        <RatingsFilter input={input} tags={tags} onChange={change} />
        {latest === null ? <LoadingRatings /> : <Found ratings={latest} onChange={change} />}
      </div>
    </div>
  );
}

type FoundProps = { readonly ratings: Ratings; readonly onChange: (patch: Partial<RatingsInput>) => void };

function Found({ ratings, onChange }: FoundProps) {
  if (ratings.votes === 0) {
    return (
      <div className={styles.nothing}>
        <p>{t('ratings.nothing')}</p>
        <Button size="small" onClick={() => onChange(wholeRatings)}>
          {t('ratings.show-all')}
        </Button>
      </div>
    );
  }
  return (
    <>
      <p className={styles.count}>
        {t('ratings.votes', { count: ratings.votes })}
        {ratings.ties === 0 ? null : ` · ${t('ratings.ties', { count: ratings.ties })}`}
      </p>
      <StrengthSection ratings={ratings} />
      <VerdictSection ratings={ratings} />
      <EffectsSection ratings={ratings} />
    </>
  );
}

function LoadingRatings() {
  return (
    <div role="status" aria-label={t('ratings.loading')} className={styles.loading}>
      {[62, 48, 55, 40].map((width) => (
        <Skeleton key={width} width={`${width}%`} height="1.5rem" />
      ))}
    </div>
  );
}

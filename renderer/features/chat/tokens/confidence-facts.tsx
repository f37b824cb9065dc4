import type { Confidence, ScoredToken } from '../../../../main/contract/token-view.ts';
import { formatPercent } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { visibleText } from '../../../ui/markdown/visible-text.tsx';
import { nameOf } from './likelihood.ts';
import styles from './confidence-facts.module.css';

const mostPlaces = 5;

type ConfidenceFactsProps = {
  readonly confidence: Confidence;
  readonly isExact: boolean;
  readonly tokens: readonly ScoredToken[];
  readonly onGoTo: (place: number) => void;
};

/** How sure the model was of the whole reply, and where it was least. */
export function ConfidenceFacts({ confidence, isExact, tokens, onGoTo }: ConfidenceFactsProps) {
  const { meanProbability, firstChoiceShare, perplexity, leastCertain } = confidence;
  const facts = [
    { id: 'mean', value: formatPercent(meanProbability) },
    { id: 'first-choice', value: formatPercent(firstChoiceShare) },
    { id: 'perplexity', value: perplexity.toFixed(2) },
  ] as const;
  return (
    <div className={styles.confidence}>
      <dl className={styles.facts}>
        {facts.map(({ id, value }) => (
          <div key={id} title={t(`tokens.${id}-why`)}>
            <dt>{t(`tokens.${id}`)}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      {leastCertain.length === 0 ? null : (
        <div className={styles.least}>
          <span>{t('tokens.least')}</span>
          {leastCertain.slice(0, mostPlaces).map((place) => (
            <Place key={place} token={tokens[place]} onGoTo={() => onGoTo(place)} />
          ))}
        </div>
      )}
      {isExact ? null : <p className={styles.note}>{t('tokens.inexact')}</p>}
    </div>
  );
}

function Place({ token, onGoTo }: { readonly token: ScoredToken | undefined; readonly onGoTo: () => void }) {
  if (token === undefined) return null;
  const text = nameOf(token.text);
  return (
    <button
      type="button"
      className={styles.place}
      aria-label={t('tokens.least-go', { text, share: formatPercent(token.probability) })}
      onClick={onGoTo}
    >
      <bdi>{visibleText(text, 'code')}</bdi>
    </button>
  );
}

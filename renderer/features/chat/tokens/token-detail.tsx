import type { ScoredToken } from '../../../../main/contract/token-view.ts';
import { formatPercent } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { visibleText } from '../../../ui/markdown/visible-text.tsx';
import { nameOf, rankOf } from './likelihood.ts';
import styles from './token-detail.module.css';

type TokenDetailProps = {
  readonly token: ScoredToken;
  /** Null while other tokens are still judged. */
  readonly onBranch: ((tokenId: ScoredToken['id']) => void) | null;
};

/** One token: how likely it was, and what stood beside it. */
export function TokenDetail({ token, onBranch }: TokenDetailProps) {
  const rank = rankOf(token);
  const count = token.alternatives.length;
  return (
    <section className={styles.detail} aria-label={t('tokens.detail')} aria-live="polite">
      <p className={styles.head}>
        <bdi className={styles.text}>{visibleText(nameOf(token.text), 'code')}</bdi>
        <span className={styles.share}>{formatPercent(token.probability)}</span>
      </p>
      <p className={styles.facts}>
        {rank === null ? t('tokens.detail-rank-beyond', { count }) : t('tokens.detail-rank', { rank })}
        {' · '}
        {t('tokens.detail-entropy', { bits: token.entropyBits.toFixed(1) })}
      </p>
      <h3 className={styles.title}>{t('tokens.alternatives')}</h3>
      <ul className={styles.list}>
        {token.alternatives.map((other) => (
          <Alternative key={other.id} other={other} isWritten={other.id === token.id} onBranch={onBranch} />
        ))}
      </ul>
      <p className={styles.why}>{t('tokens.branch-why')}</p>
    </section>
  );
}

type AlternativeProps = Pick<TokenDetailProps, 'onBranch'> & {
  readonly other: ScoredToken['alternatives'][number];
  readonly isWritten: boolean;
};

function Alternative({ other, isWritten, onBranch }: AlternativeProps) {
  const share = formatPercent(other.probability);
  const content = (
    <>
      <span className={styles.bar} style={{ inlineSize: `${other.probability * 100}%` }} aria-hidden="true" />
      <bdi className={styles.name}>{visibleText(nameOf(other.text), 'code')}</bdi>
      {isWritten ? <span className={styles.written}>{t('tokens.chosen')}</span> : null}
      <span className={styles.percent}>{share}</span>
    </>
  );
  return (
    <li>
      {isWritten || other.isSpecial || onBranch === null ? (
        <span className={styles.row}>{content}</span>
      ) : (
        <button type="button" className={styles.row} onClick={() => onBranch(other.id)}>
          <VisuallyHidden>{t('tokens.alternative')} </VisuallyHidden>
          {content}
        </button>
      )}
    </li>
  );
}

import { useState } from 'react';
import type { Confidence, ScoredToken } from '../../../../main/contract/token-view.ts';
import { t } from '../../../i18n/translate.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ConfidenceFacts } from './confidence-facts.tsx';
import { canExchange } from './likelihood.ts';
import { TokenDetail } from './token-detail.tsx';
import { TokenText } from './token-text.tsx';
import styles from './judged-tokens.module.css';

/** On the page at once: more would take seconds to lay out. */
const pageSize = 800;

type JudgedTokensProps = {
  readonly tokens: readonly ScoredToken[];
  /** Null while tokens still come. */
  readonly judged: { readonly confidence: Confidence; readonly isExact: boolean } | null;
  readonly onBranch: (place: number, tokenId: ScoredToken['id']) => void;
};

/** The reply as tinted tokens beside what is known of the chosen one. */
export function JudgedTokens({ tokens, judged, onBranch }: JudgedTokensProps) {
  const [page, setPage] = useState(0);
  const [chosen, setChosen] = useState<number | null>(null);
  const from = page * pageSize;
  const shown = tokens.slice(from, from + pageSize);
  const token = chosen === null ? undefined : tokens[chosen];
  const goTo = (place: number): void => {
    setPage(Math.floor(place / pageSize));
    setChosen(place);
  };
  return (
    <div className={styles.layout}>
      <div className={styles.main}>
        <TokenText tokens={shown} from={from} chosen={chosen} onChoose={setChosen} />
        <div className={styles.under}>
          <Legend />
          {tokens.length > pageSize ? (
            <Pager page={page} from={from} to={from + shown.length} total={tokens.length} onPage={setPage} />
          ) : null}
        </div>
      </div>
      <div className={styles.side}>
        {judged === null ? null : <ConfidenceFacts {...judged} tokens={tokens} onGoTo={goTo} />}
        {token === undefined || chosen === null ? (
          <p className={styles.hint}>{t('tokens.pick')}</p>
        ) : (
          <TokenDetail
            token={token}
            onBranch={judged === null || !canExchange(tokens, chosen) ? null : (tokenId) => onBranch(chosen, tokenId)}
          />
        )}
      </div>
    </div>
  );
}

function Legend() {
  return (
    <div className={styles.legend}>
      <span>{t('tokens.legend')}</span>
      <ul>
        {([4, 3, 2, 1, 0] as const).map((level) => (
          <li key={level}>
            <span className={styles.sample} data-level={level}>
              {t(`tokens.level-${level}`)}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}

type PagerProps = {
  readonly page: number;
  readonly from: number;
  readonly to: number;
  readonly total: number;
  readonly onPage: (page: number) => void;
};

function Pager({ page, from, to, total, onPage }: PagerProps) {
  return (
    <div className={styles.pager}>
      <IconButton
        size="small"
        icon="chevron-left"
        label={t('tokens.earlier')}
        disabled={page === 0}
        onClick={() => onPage(page - 1)}
      />
      <span>{t('tokens.page', { from: from + 1, to, total })}</span>
      <IconButton
        size="small"
        icon="chevron-right"
        label={t('tokens.later')}
        disabled={to >= total}
        onClick={() => onPage(page + 1)}
      />
    </div>
  );
}

import { useMemo } from 'react';
import type { HubModelPage } from '../../../../main/contract/hub.ts';
import { t } from '../../../i18n/translate.ts';
import { Markdown } from '../../../ui/markdown/markdown.tsx';
import { cardMarkdown } from './card-markdown.ts';
import { Panel } from './panel.tsx';
import styles from './card-panel.module.css';

/** What the authors wrote about the model. Nothing in it runs or loads anything. */
export function CardPanel({ page }: { readonly page: HubModelPage }) {
  const text = useMemo(() => cardMarkdown(page.card, page.webAddress), [page.card, page.webAddress]);
  return (
    <Panel title={t('discover.card')} className={styles.panel}>
      {text === '' ? (
        <p className={styles.note}>{t(page.gating === 'open' ? 'discover.card-none' : 'discover.card-gated')}</p>
      ) : (
        <>
          <p className={styles.note}>{t('discover.card-images')}</p>
          <div className={styles.card}>
            <Markdown text={text} isGrowing={false} />
          </div>
        </>
      )}
      {page.isCardCut ? <p className={styles.note}>{t('discover.card-cut')}</p> : null}
    </Panel>
  );
}

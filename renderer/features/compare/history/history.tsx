import { useState } from 'react';
import { t } from '../../../i18n/translate.ts';
import { TextField } from '../../../ui/text-field.tsx';
import { HistoryRow } from './history-row.tsx';
import { useHistory, type HistoryEntry } from './use-history.ts';
import styles from './history.module.css';

/** Earlier comparisons: search, open, rename, delete. Nothing where there are none yet. */
export function History() {
  const [query, setQuery] = useState('');
  const entries = useHistory(query);
  if (entries === null || (entries.length === 0 && query.trim() === '')) return null;
  return (
    <section className={styles.history} aria-label={t('compare-history.title')}>
      <TextField
        isLabelHidden
        type="search"
        icon="search"
        label={t('compare-history.search')}
        placeholder={t('compare-history.search')}
        value={query}
        onChange={(event) => setQuery(event.target.value)}
      />
      {entries.length === 0 ? (
        <p role="status" className={styles.quiet}>
          {t('compare-history.nothing')}
        </p>
      ) : (
        <ul className={styles.list} aria-label={t('compare-history.title')}>
          {entries.map(entryElement)}
        </ul>
      )}
    </section>
  );
}

function entryElement({ line, snippet }: HistoryEntry) {
  return <HistoryRow key={line.id} line={line} snippet={snippet} />;
}

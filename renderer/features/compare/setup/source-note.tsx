import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { comparisonSourceOf } from '../../../state/compare/setup/comparison-source.ts';
import { useStore } from '../../../state/store.ts';
import { Button } from '../../../ui/button.tsx';
import styles from './source-note.module.css';

/** The chat that the comparison goes on from, and a way to begin without it. */
export function SourceNote() {
  const source = comparisonSourceOf(useApp());
  const chat = useStore(source);
  if (chat === null) return null;
  return (
    <p className={styles.note} role="status">
      <span className={styles.words}>{t('compare-history.from-chat', { title: chat.title })}</span>
      <Button size="small" variant="quiet" onClick={() => source.set(null)}>
        {t('compare-history.from-nothing')}
      </Button>
    </p>
  );
}

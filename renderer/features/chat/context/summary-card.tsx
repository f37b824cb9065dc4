import { useId, useRef, useState } from 'react';
import type { Summary } from '../../../../main/contract/context.ts';
import { formatMoment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { SummaryEditor } from './summary-editor.tsx';
import styles from './summary-card.module.css';

type SummaryCardProps = {
  readonly summary: Summary;
  /** Messages it stands for. */
  readonly count: number;
};

/** From this length on a summary is folded, UTF-16 units. */
const longLength = 600;

/** A summary where the messages it stands for end. They stay readable above it. */
export function SummaryCard({ summary, count }: SummaryCardProps) {
  const app = useApp();
  const id = useId();
  const editButton = useRef<HTMLButtonElement>(null);
  const [isEditing, setIsEditing] = useState(false);
  const [isWhole, setIsWhole] = useState(false);
  const isLong = summary.text.length > longLength;
  const remove = (): void => {
    const removed = app.client.context.removeSummary.mutate({ summaryId: summary.id });
    app.attempt(
      removed.then((gone) => {
        const run = (): void => app.attempt(app.client.context.restoreSummary.mutate({ summary: gone }));
        app.toasts.show(t('context.summary-removed'), { action: { label: t('ui.undo'), run } });
      }),
    );
    app.wantedFocus.set('composer');
  };
  const closeEditor = (): void => {
    setIsEditing(false);
    // The button is there again after this render.
    requestAnimationFrame(() => editButton.current?.focus());
  };
  return (
    <aside className={styles.card} aria-labelledby={`${id}-title`}>
      <div className={styles.head}>
        <Icon name="summary" size={15} className={styles.icon} />
        <h3 id={`${id}-title`} className={styles.title}>
          {t('context.summary-title', { count })}
        </h3>
        {isEditing ? null : (
          <div className={styles.actions}>
            <CopyButton label={t('ui.copy')} text={() => summary.text} />
            <IconButton
              ref={editButton}
              size="small"
              icon="rename"
              label={t('context.summary-edit')}
              onClick={() => setIsEditing(true)}
            />
            <IconButton size="small" icon="remove" label={t('context.summary-remove')} onClick={remove} />
          </div>
        )}
      </div>
      {isEditing ? (
        <SummaryEditor summary={summary} onClose={closeEditor} />
      ) : (
        <>
          <p className={styles.text} data-folded={(isLong && !isWhole) || undefined} dir="auto">
            {summary.text}
          </p>
          {isLong ? (
            <Button size="small" variant="quiet" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
              {t(isWhole ? 'chat.show-less' : 'context.summary-show')}
            </Button>
          ) : null}
          <p className={styles.note} title={formatMoment(summary.createdAtMs)}>
            {t('context.summary-by', { name: summary.modelName })}
          </p>
        </>
      )}
    </aside>
  );
}

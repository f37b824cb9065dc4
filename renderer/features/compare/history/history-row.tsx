import { useRef, useState, type KeyboardEvent } from 'react';
import type { ComparisonLine } from '../../../../main/contract/compare.ts';
import type { ModelId } from '../../../../main/contract/ids.ts';
import { formatAgo } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { formatRoute } from '../../../state/route.ts';
import { useNow } from '../../../state/use-now.ts';
import { MenuButton } from '../../../ui/menu-button.tsx';
import { RenameField } from '../../../ui/rename-field.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { ModelMark } from '../contestant/model-mark.tsx';
import { useHistoryCommands } from './use-history-commands.ts';
import styles from './history.module.css';

type HistoryRowProps = { readonly line: ComparisonLine; readonly snippet: string | null };

/** One earlier comparison: what it was about, who took part, how far it came. */
export function HistoryRow({ line, snippet }: HistoryRowProps) {
  const { id, title } = line;
  const [isRenaming, setIsRenaming] = useState(false);
  const row = useRef<HTMLLIElement>(null);
  const commands = useHistoryCommands();
  if (isRenaming) {
    const done = (): void => {
      setIsRenaming(false);
      requestAnimationFrame(() => row.current?.querySelector('a')?.focus());
    };
    return (
      <li ref={row} className={styles.row}>
        <RenameField title={title} onRename={(text) => commands.rename(line, text)} onDone={done} />
      </li>
    );
  }
  // The row goes, and with it the focus that it has: its neighbour takes it.
  const remove = (): void => {
    const neighbour = row.current?.nextElementSibling ?? row.current?.previousElementSibling;
    requestAnimationFrame(() => neighbour?.querySelector('a')?.focus());
    commands.remove(line);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'F2') setIsRenaming(true);
    else if (event.key === 'Delete') remove();
    else return;
    event.preventDefault();
  };
  return (
    <li ref={row} className={styles.row}>
      <a
        href={formatRoute({ screen: 'compare', comparisonId: id })}
        className={styles.link}
        draggable={false}
        onKeyDown={onKeyDown}
      >
        <bdi className={styles.title}>{title}</bdi>
        {line.isRunning ? (
          <>
            <span className={styles.pulse} aria-hidden="true" />
            <VisuallyHidden>{t('compare-history.running')}</VisuallyHidden>
          </>
        ) : null}
        <Who line={line} />
        {snippet === null ? null : (
          <span className={styles.snippet} dir="auto">
            {snippet}
          </span>
        )}
        <About line={line} />
      </a>
      <div className={styles.menu}>
        <MenuButton
          size="small"
          label={t('compare-history.menu', { title })}
          items={[
            {
              id: 'rename',
              label: t('compare-history.rename'),
              icon: 'rename',
              keys: ['F2'],
              onSelect: () => setIsRenaming(true),
            },
            {
              id: 'delete',
              label: t('compare-history.delete'),
              icon: 'remove',
              keys: ['Del'],
              isDangerous: true,
              startsGroup: true,
              onSelect: remove,
            },
          ]}
        />
      </div>
    </li>
  );
}

function Who({ line: { contestants, columnCount } }: { readonly line: ComparisonLine }) {
  if (contestants.length === 0) {
    return <span className={styles.quiet}>{t('compare-history.hidden', { count: columnCount })}</span>;
  }
  return <span className={styles.who}>{contestants.map(contestantElement)}</span>;
}

function contestantElement({ name, modelId }: ComparisonLine['contestants'][number], place: number) {
  return (
    <span key={place} className={styles.contestant}>
      <ModelMark modelId={modelId as ModelId} />
      <bdi className={styles.name}>{name}</bdi>
    </span>
  );
}

function About({ line: { mode, rounds, votes, updatedAtMs } }: { readonly line: ComparisonLine }) {
  const now = useNow();
  const parts = [
    ...(mode === 'blind' ? [t('compare.blind')] : []),
    t('compare-history.rounds', { count: rounds }),
    ...(votes === 0 ? [] : [t('compare-history.votes', { count: votes })]),
    formatAgo(updatedAtMs, now),
  ];
  return <span className={styles.quiet}>{parts.join(' · ')}</span>;
}

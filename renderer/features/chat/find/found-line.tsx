import { memo } from 'react';
import type { SearchHit } from '../../../../main/contract/organise.ts';
import { formatMoment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icon.tsx';
import styles from './find-dialog.module.css';

type FoundLineProps = {
  readonly id: string;
  readonly hit: SearchHit;
  readonly isSelected: boolean;
  readonly onHover: () => void;
  readonly onOpen: () => void;
};

/** One thing found: where it is, who said it when, and the words around it. */
export const FoundLine = memo(function FoundLine({ id, hit, isSelected, onHover, onOpen }: FoundLineProps) {
  const { conversationTitle, role, atMs } = hit;
  const kind = role ?? 'title';
  return (
    <div
      id={id}
      role="option"
      aria-selected={isSelected}
      className={styles.option}
      onPointerMove={onHover}
      onClick={onOpen}
    >
      <div className={styles.where}>
        <Icon name={kind === 'title' ? 'chat' : kind === 'user' ? 'person' : 'reply'} size={14} />
        <bdi className={styles.conversation}>{role === null ? <Marked hit={hit} /> : conversationTitle}</bdi>
        <span className={styles.who}>{t(`find.role-${kind}`)}</span>
        <time className={styles.when} dateTime={new Date(atMs).toISOString()}>
          {formatMoment(atMs)}
        </time>
      </div>
      {role === null ? null : (
        <div className={styles.snippet} dir="auto">
          <Marked hit={hit} />
        </div>
      )}
    </div>
  );
});

/** The snippet with what was looked for marked in it. */
function Marked({ hit: { snippet, matches } }: { readonly hit: SearchHit }) {
  return (
    <>
      {matches.map(({ start, end }, index) => (
        <span key={start}>
          {snippet.slice(matches[index - 1]?.end ?? 0, start)}
          <mark className={styles.mark}>{snippet.slice(start, end)}</mark>
        </span>
      ))}
      {snippet.slice(matches.at(-1)?.end ?? 0)}
    </>
  );
}

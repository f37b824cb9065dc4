import { useState, type ReactNode } from 'react';
import type { Round } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { keepPrompt } from '../../../state/shelf/keep-prompt.ts';
import { AttachmentChip } from '../../../ui/attachments/attachment-chip.tsx';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { visibleText } from '../../../ui/markdown/visible-text.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { TagsButton } from '../tags/tags-button.tsx';
import styles from './round-prompt.module.css';

const longLines = 8;
const longLength = 900;

type RoundPromptProps = {
  readonly id: string;
  readonly round: Round;
  readonly number: number;
  /** What looks at all its answers together. */
  readonly tools: ReactNode;
};

/** What was asked, exactly as written. */
export function RoundPrompt({ id, round, number, tools }: RoundPromptProps) {
  const app = useApp();
  const { text, attachments, tags } = round;
  const isLong = text.length > longLength || text.split('\n').length > longLines;
  const [isWhole, setIsWhole] = useState(false);
  const tagsButton = (
    <TagsButton
      title={t('compare-tags.round', { number })}
      chosen={tags}
      others={tags}
      onChange={(next) => app.attempt(app.client.compare.setRoundTags.mutate({ roundId: round.id, tags: [...next] }))}
    />
  );
  return (
    <div className={styles.prompt}>
      <h2 id={id} className={styles.number}>
        <VisuallyHidden>{t('compare.prompt', { number })}</VisuallyHidden>
        <span aria-hidden="true">{number}</span>
      </h2>
      <div className={styles.main}>
        <p className={styles.text} dir="auto" data-short={isLong && !isWhole}>
          {visibleText(text, 'prose')}
        </p>
        {isLong ? (
          <Button size="small" variant="quiet" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {t(isWhole ? 'compare.show-less' : 'compare.show-whole')}
          </Button>
        ) : null}
        {attachments.length === 0 && tags.length === 0 ? null : (
          <div className={styles.along}>
            {attachments.map((attachment) => (
              <AttachmentChip key={attachment.id} attachment={attachment} />
            ))}
            {tags.length === 0 ? null : tagsButton}
          </div>
        )}
      </div>
      <div className={styles.controls}>
        {tags.length === 0 ? tagsButton : null}
        <IconButton
          size="small"
          icon="pin"
          label={t('shelf.keep-prompt')}
          onClick={() => app.attempt(keepPrompt(app, round))}
        />
        <CopyButton label={t('compare.copy-prompt')} text={() => text} />
      </div>
      <div className={styles.tools}>{tools}</div>
    </div>
  );
}

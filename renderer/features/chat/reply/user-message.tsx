import { memo, useState } from 'react';
import type { Message } from '../../../../main/contract/chat.ts';
import { formatMoment } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { CopyButton } from '../../../ui/copy-button.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { visibleText } from '../../../ui/markdown/visible-text.tsx';
import styles from './user-message.module.css';

const longLines = 16;
const longLength = 1_600;

/** What the person wrote, exactly as written. Long texts are folded. */
export const UserMessage = memo(function UserMessage({ message }: { readonly message: Message }) {
  const [isWhole, setIsWhole] = useState(false);
  const folded = foldText(message.text);
  const shown = isWhole || folded === null ? message.text : folded;
  return (
    <article className={styles.message} aria-labelledby={`said-${message.id}`}>
      <h2 id={`said-${message.id}`}>
        <VisuallyHidden>{t('chat.you-said')}</VisuallyHidden>
      </h2>
      <div className={styles.bubble} title={formatMoment(message.createdAtMs)}>
        <p className={styles.text} dir="auto">
          {visibleText(shown, 'prose')}
        </p>
        {folded === null ? null : (
          <Button size="small" variant="quiet" aria-expanded={isWhole} onClick={() => setIsWhole(!isWhole)}>
            {t(isWhole ? 'chat.show-less' : 'chat.show-whole')}
          </Button>
        )}
      </div>
      <div className={styles.actions}>
        <CopyButton label={t('chat.copy-message')} text={() => message.text} />
      </div>
    </article>
  );
});

/** The beginning of a text that is too long to stand in the way; null when it is short enough. */
function foldText(text: string): string | null {
  const lines = text.split('\n', longLines + 1);
  if (lines.length <= longLines && text.length <= longLength) return null;
  return `${lines.slice(0, longLines).join('\n').slice(0, longLength)}…`;
}

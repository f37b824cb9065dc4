import { t } from '../../i18n/translate.ts';
import styles from './system-prompt.module.css';

/** The system prompt with its variables filled in. */
export function PromptPreviewFold({ text }: { readonly text: string | null }) {
  return (
    <details className={styles.preview}>
      <summary>{t('chat-settings.prompt-preview')}</summary>
      <p dir="auto">{text === '' ? t('chat-settings.prompt-preview-empty') : (text ?? '…')}</p>
    </details>
  );
}

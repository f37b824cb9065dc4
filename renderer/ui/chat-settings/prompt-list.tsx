import type { SystemPrompt } from '../../../main/contract/chat-settings.ts';
import { t } from '../../i18n/translate.ts';
import { matchingPrompts } from '../../state/chat/settings/prompt-names.ts';
import styles from './prompt-library.module.css';

type PromptListProps = {
  readonly prompts: readonly SystemPrompt[];
  readonly query: string;
  readonly chosenId: string | null;
  readonly onChoose: (id: SystemPrompt['id']) => void;
};

/** The prompts whose name or text has the words that are searched. */
export function PromptList({ prompts, query, chosenId, onChoose }: PromptListProps) {
  const found = matchingPrompts(prompts, query);
  if (prompts.length === 0) {
    return <p className={styles.note}>{t('chat-settings.library-empty', { variables: '{{variables}}' })}</p>;
  }
  if (found.length === 0) return <p className={styles.note}>{t('chat-settings.library-nothing', { query })}</p>;
  return (
    <ul className={styles.list} aria-label={t('chat-settings.library-title')}>
      {found.map(({ id, name, text }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.item}
            aria-current={id === chosenId ? 'true' : undefined}
            onClick={() => onChoose(id)}
          >
            <span className={styles.name} dir="auto">
              {name}
            </span>
            <span className={styles.excerpt} dir="auto">
              {text.slice(0, 200)}
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

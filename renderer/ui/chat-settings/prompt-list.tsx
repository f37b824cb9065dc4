import type { SystemPrompt } from '../../../main/contract/chat-settings.ts';
import { t } from '../../i18n/translate.ts';
import { matchingPrompts } from '../../state/chat/settings/prompt-names.ts';
import { KeptList } from '../kept-list.tsx';
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
    <KeptList
      label={t('chat-settings.library-title')}
      items={found.map(({ id, name, text }) => ({ id, title: name, text }))}
      chosenId={chosenId}
      onChoose={onChoose}
    />
  );
}

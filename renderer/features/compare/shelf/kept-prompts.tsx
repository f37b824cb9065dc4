import type { ShelfPrompt } from '../../../../main/contract/prompt-shelf.ts';
import { t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icon.tsx';
import { KeptList } from '../../../ui/kept-list.tsx';
import styles from './shelf-pane.module.css';

type KeptPromptsProps = {
  readonly prompts: readonly ShelfPrompt[];
  readonly chosenId: string | null;
  readonly onChoose: (id: ShelfPrompt['id']) => void;
};

/** The prompts that were found. */
export function KeptPrompts({ prompts, chosenId, onChoose }: KeptPromptsProps) {
  if (prompts.length === 0) return <p className={styles.quiet}>{t('shelf.nothing')}</p>;
  return (
    <KeptList
      label={t('shelf.title')}
      items={prompts.map((prompt) => ({ ...prompt, about: <About prompt={prompt} /> }))}
      chosenId={chosenId}
      onChoose={onChoose}
    />
  );
}

function About({ prompt: { tags, uses, attachments } }: { readonly prompt: ShelfPrompt }) {
  return (
    <span className={styles.about}>
      {attachments.length === 0 ? null : <Icon name="attach" size={12} />}
      <span className={styles.aboutWords}>
        {[...tags, uses === 0 ? t('shelf.never-used') : t('shelf.uses', { count: uses })].join(' · ')}
      </span>
    </span>
  );
}

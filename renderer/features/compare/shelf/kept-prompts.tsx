import type { ShelfPrompt } from '../../../../main/contract/prompt-shelf.ts';
import { t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icon.tsx';
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
    <ul className={styles.list} aria-label={t('shelf.title')}>
      {prompts.map(({ id, title, text, tags, uses, attachments }) => (
        <li key={id}>
          <button
            type="button"
            className={styles.item}
            aria-current={id === chosenId ? 'true' : undefined}
            onClick={() => onChoose(id)}
          >
            <span className={styles.title} dir="auto">
              {title}
            </span>
            <span className={styles.excerpt} dir="auto">
              {text.slice(0, 200)}
            </span>
            <span className={styles.about}>
              {attachments.length === 0 ? null : <Icon name="attach" size={12} />}
              <span className={styles.aboutWords}>
                {[...tags, uses === 0 ? t('shelf.never-used') : t('shelf.uses', { count: uses })].join(' · ')}
              </span>
            </span>
          </button>
        </li>
      ))}
    </ul>
  );
}

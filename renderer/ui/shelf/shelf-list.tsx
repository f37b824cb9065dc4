import { useEffect, useRef } from 'react';
import type { ShelfPrompt } from '../../../main/contract/prompt-shelf.ts';
import { t } from '../../i18n/translate.ts';
import { classNames } from '../class-names.ts';
import styles from './shelf.module.css';

type ShelfListProps = {
  readonly id: string;
  readonly prompts: readonly ShelfPrompt[];
  readonly selected: number;
  readonly onHover: (place: number) => void;
  readonly onChoose: (prompt: ShelfPrompt) => void;
};

/** Prompts to choose from; the keys are the search field's. */
export function ShelfList({ id, prompts, selected, onHover, onChoose }: ShelfListProps) {
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected, prompts]);
  return (
    <div ref={list} id={id} role="listbox" aria-label={t('shelf.title')} className={styles.options}>
      {prompts.map((prompt, place) => (
        <div
          key={prompt.id}
          id={`${id}-${place}`}
          role="option"
          aria-selected={place === selected}
          className={classNames(styles.option, place === selected && styles.selected)}
          onPointerMove={() => onHover(place)}
          onClick={() => onChoose(prompt)}
        >
          <span className={styles.optionTitle} dir="auto">
            {prompt.title}
          </span>
          <span className={styles.optionText} dir="auto">
            {prompt.text.slice(0, 240)}
          </span>
          {prompt.tags.length === 0 ? null : <span className={styles.optionTags}>{prompt.tags.join(' · ')}</span>}
        </div>
      ))}
    </div>
  );
}

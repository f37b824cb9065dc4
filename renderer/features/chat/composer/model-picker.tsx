import { useRef, useState } from 'react';
import type { Model } from '../../../../main/contract/models.ts';
import { t } from '../../../i18n/translate.ts';
import { useRuntime } from '../../../state/hooks.ts';
import { Icon } from '../../../ui/icon.tsx';
import { ModelMenu } from '../../../ui/model-menu.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import styles from './model-picker.module.css';

type ModelPickerProps = { readonly model: Model | null; readonly onChoose: (model: Model) => void };

/** Shows the model that answers next, and offers the others. */
export function ModelPicker({ model, onChoose }: ModelPickerProps) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const runtime = useRuntime(model?.id ?? null);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.picker}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
      >
        <span className={styles.dot} data-state={runtime?.state ?? 'unloaded'} aria-hidden="true" />
        <VisuallyHidden>{t('chat.model')}</VisuallyHidden>{' '}
        <bdi className={styles.name}>{model?.facts.name ?? t('chat.model-choose')}</bdi>{' '}
        {model === null ? null : <span className={styles.quantization}>{model.facts.quantization}</span>}
        <Icon name="chevron-down" size={14} className={styles.chevron} />
      </button>
      {isOpen ? (
        <ModelMenu
          chosen={model}
          anchor={button}
          placement="top-start"
          onChoose={onChoose}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </>
  );
}

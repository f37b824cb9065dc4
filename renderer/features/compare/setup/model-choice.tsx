import { useRef, useState } from 'react';
import type { Model } from '../../../../main/contract/models.ts';
import { t } from '../../../i18n/translate.ts';
import { useModels } from '../../../state/hooks.ts';
import { quantizationsOf } from '../../../state/compare/setup/model-groups.ts';
import { liveValue } from '../../../state/stream.ts';
import { Icon } from '../../../ui/icon.tsx';
import { ModelMenu } from '../../../ui/model-menu.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { ModelMark } from '../contestant/model-mark.tsx';
import styles from './model-choice.module.css';

type ModelChoiceProps = {
  readonly modelId: Model['id'];
  /** Its place among the contestants, 1 first. */
  readonly number: number;
  readonly onChoose: (modelId: Model['id']) => void;
};

/** Which model, and which of its files. */
export function ModelChoice({ modelId, number, onChoose }: ModelChoiceProps) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const models = liveValue(useModels())?.models ?? [];
  const model = models.find(({ id }) => id === modelId) ?? null;
  return (
    <span className={styles.choice}>
      <button
        ref={button}
        type="button"
        className={styles.model}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
      >
        <ModelMark modelId={modelId} />
        <VisuallyHidden>{t('compare-setup.model-of', { number })}</VisuallyHidden>{' '}
        <bdi className={styles.name}>{model?.facts.name ?? t('compare-setup.not-there')}</bdi>
        <Icon name="chevron-down" size={14} className={styles.chevron} />
      </button>
      {model === null ? null : <QuantizationChoice model={model} models={models} number={number} onChoose={onChoose} />}
      {isOpen ? (
        <ModelMenu
          chosen={model}
          anchor={button}
          placement="bottom-start"
          onChoose={({ id }) => onChoose(id)}
          onClose={() => setIsOpen(false)}
        />
      ) : null}
    </span>
  );
}

type QuantizationChoiceProps = Pick<ModelChoiceProps, 'number' | 'onChoose'> & {
  readonly model: Model;
  readonly models: readonly Model[];
};

function QuantizationChoice({ model, models, number, onChoose }: QuantizationChoiceProps) {
  const files = quantizationsOf(model, models);
  if (files.length < 2) return <span className={styles.quantization}>{model.facts.quantization}</span>;
  return (
    <SelectField
      label={t('compare-setup.quantization-of', { number })}
      value={model.id}
      options={files.map(({ id, facts, sizeBytes }) => ({
        value: id,
        label: t('compare-setup.quantization-option', { quantization: facts.quantization, size: sizeBytes }),
      }))}
      onChange={onChoose}
    />
  );
}

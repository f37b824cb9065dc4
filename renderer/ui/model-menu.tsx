import type { RefObject } from 'react';
import { assertNever } from '../../main/contract/assert-never.ts';
import type { Model, ModelRuntime } from '../../main/contract/models.ts';
import { formatBytes, formatParameters } from '../i18n/format.ts';
import { t } from '../i18n/translate.ts';
import { useApp } from '../state/app-context.tsx';
import { useModels } from '../state/hooks.ts';
import { runtimeOf } from '../state/models.ts';
import { liveValue } from '../state/stream.ts';
import { cpuWords } from './cpu-note.tsx';
import { Menu, type MenuItem } from './menu.tsx';
import type { PopoverPlacement } from './popover.tsx';

type ModelMenuProps = {
  readonly chosen: Model | null;
  readonly anchor: RefObject<HTMLButtonElement | null>;
  readonly placement: PopoverPlacement;
  readonly onChoose: (model: Model) => void;
  readonly onClose: () => void;
};

/** The models on this computer, to choose one, and a way to more of them. */
export function ModelMenu({ chosen, anchor, placement, onChoose, onClose }: ModelMenuProps) {
  const { router } = useApp();
  const known = liveValue(useModels());
  const models = (known?.models ?? []).map((model): MenuItem => ({
    id: model.id,
    label: model.facts.name,
    detail: detailOf(model, known === null ? null : runtimeOf(known, model.id)),
    isChecked: model.id === chosen?.id,
    isDisabled: model.isMissing,
    onSelect: () => onChoose(model),
  }));
  const add: MenuItem = {
    id: 'add-a-model',
    label: t('chat.model-add'),
    icon: 'plus',
    startsGroup: models.length > 0,
    onSelect: () => router.navigate({ screen: 'library' }),
  };
  return (
    <Menu
      label={t('chat.model-menu')}
      items={[...models, add]}
      anchor={anchor}
      placement={placement}
      onClose={onClose}
    />
  );
}

function detailOf({ facts, sizeBytes, isMissing, quarantine }: Model, runtime: ModelRuntime | null): string {
  const parameters = t('chat.greeting-parameters', { count: formatParameters(facts.parameterCount) });
  const state = isMissing ? t('chat.model-missing') : quarantine ? t('chat.model-held') : runtimeWords(runtime);
  return [parameters, facts.quantization, formatBytes(sizeBytes), state].filter((part) => part !== '').join(' · ');
}

function runtimeWords(runtime: ModelRuntime | null): string {
  switch (runtime?.state) {
    case undefined:
    case 'unloaded':
      return '';
    case 'loading':
      return t('chat.model-loading', { fraction: runtime.fraction });
    case 'ready':
      return [t('chat.model-ready'), cpuWords(runtime)].filter((word) => word !== null).join(' · ');
    case 'generating':
      return [t('chat.model-generating'), cpuWords(runtime)].filter((word) => word !== null).join(' · ');
    case 'failed':
      return t('chat.model-failed');
    default:
      return assertNever(runtime);
  }
}

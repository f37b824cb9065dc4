import { useId } from 'react';
import { defaultLoadSettings, type LoadSettings } from '../../../main/contract/load-settings.ts';
import type { AppErrorData } from '../../../main/contract/errors.ts';
import { t } from '../../i18n/translate.ts';
import type { DraftedSettings } from '../../state/runtime/runtime-hooks.ts';
import { withSettings, type SettingField } from '../../state/runtime/settings-draft.ts';

/** What every setting's control is given. */
export type SettingProps = {
  readonly drafted: DraftedSettings;
  /** Why these settings cannot be, as the planner says; null when they can. */
  readonly problem: AppErrorData | null;
};

export type Setting<Field extends SettingField> = {
  readonly value: LoadSettings[Field];
  readonly set: (value: LoadSettings[Field]) => void;
  readonly isAutomatic: boolean;
  /** For the frame around the control. */
  readonly frame: {
    readonly id: string;
    readonly field: Field;
    readonly isAutomatic: boolean;
    readonly onReset: () => void;
    readonly error: string | null;
  };
};

/** One field of the drafted settings with what its frame needs. */
export function useSetting<Field extends SettingField>(
  field: Field,
  { drafted, problem }: SettingProps,
): Setting<Field> {
  const id = useId();
  const { draft, change } = drafted;
  const value = draft.settings[field];
  const set = (next: LoadSettings[Field]): void => change(withSettings(draft, { [field]: next }));
  const isAutomatic =
    draft.refused[field] === undefined && JSON.stringify(value) === JSON.stringify(defaultLoadSettings[field]);
  return {
    value,
    set,
    isAutomatic,
    frame: {
      id,
      field,
      isAutomatic,
      onReset: () => set(defaultLoadSettings[field]),
      error: problemOf(field, problem),
    },
  };
}

function problemOf(field: SettingField, problem: AppErrorData | null): string | null {
  if (problem?.code !== 'settings-invalid' || problem.params['field'] !== field) return null;
  if (field === 'valueCacheType') return t('run.value-needs-flash');
  if (field === 'gpuLayers') return t('run.invalid-together');
  if (field === 'chatTemplate') return t('run.template-empty');
  return t('run.invalid-value', { value: String(problem.params['value'] ?? '') });
}

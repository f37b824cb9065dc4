import { useState } from 'react';
import type { LoadPreset } from '../../../../main/contract/load-settings.ts';
import { t } from '../../../i18n/translate.ts';
import { useRunCommands } from '../../../state/runtime/run-commands.ts';
import type { DraftedSettings } from '../../../state/runtime/runtime-hooks.ts';
import {
  automaticDraft,
  isChanged,
  presetOf,
  presetPart,
  withSettings,
} from '../../../state/runtime/settings-draft.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { PresetNameForm } from '../../../ui/preset-name-form.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import styles from './settings.module.css';

type PresetsProps = { readonly drafted: DraftedSettings; readonly presets: readonly LoadPreset[] };

const automatic = 'automatic';
const own = 'own';

/** Settings under a name: take one for this model, keep these as one, remove one. */
export function Presets({ drafted, presets }: PresetsProps) {
  const commands = useRunCommands();
  const [isNaming, setIsNaming] = useState(false);
  const { draft, change } = drafted;
  const preset = presetOf(draft.settings, presets);
  const isAutomatic = !isChanged(draft, automaticDraft.settings);
  const current = isAutomatic ? automatic : (preset?.id ?? own);
  const choose = (value: string): void => {
    const chosen = presets.find(({ id }) => id === value);
    if (value === automatic) change(automaticDraft);
    else if (chosen !== undefined) change(withSettings(draft, chosen.settings));
  };
  return (
    <>
      <div className={styles.presets}>
        <SelectField
          label={t('run.preset')}
          value={current}
          options={[
            { value: automatic, label: t('run.preset-automatic') },
            ...presets.map(({ id, name }) => ({ value: id as string, label: name })),
            ...(current === own ? [{ value: own, label: t('run.preset-own') }] : []),
          ]}
          onChange={choose}
        />
        {preset === null || isAutomatic ? null : (
          <IconButton
            size="small"
            icon="remove"
            label={t('run.preset-remove', { name: preset.name })}
            onClick={() => commands.removePreset(preset)}
          />
        )}
        {current === own && !isNaming ? (
          <Button size="small" disabled={Object.keys(draft.refused).length > 0} onClick={() => setIsNaming(true)}>
            {t('run.preset-save')}
          </Button>
        ) : null}
        {isAutomatic ? null : (
          <Button size="small" variant="quiet" onClick={() => change(automaticDraft)}>
            {t('run.all-automatic')}
          </Button>
        )}
      </div>
      {isNaming ? (
        <PresetNameForm
          className={styles['preset-form']}
          hint={t('run.preset-why')}
          save={(name) => commands.savePreset(name, presetPart(draft.settings))}
          onDone={() => setIsNaming(false)}
        />
      ) : null}
    </>
  );
}

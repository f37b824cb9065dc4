import { cacheTypes, type LoadSettings } from '../../../main/contract/load-settings.ts';
import { settingName } from '../../i18n/setting-text.ts';
import { t } from '../../i18n/translate.ts';
import { Checkbox } from '../checkbox.tsx';
import { SelectField } from '../select-field.tsx';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting, type SettingProps } from './use-setting.ts';

type SwitchField = 'usesMemoryMap' | 'locksMemory' | 'keepsLoaded';

/** A setting that is on or off. */
export function SwitchSetting({ field, ...props }: SettingProps & { readonly field: SwitchField }) {
  const { value, set, frame } = useSetting(field, props);
  return (
    <SettingFrame
      {...frame}
      why={t(`run.why-${field}`)}
      automatic={null}
      control={
        <Checkbox
          state={value}
          aria-label={settingName(field)}
          aria-describedby={`${frame.id}-why`}
          onChange={(isOn) => set(isOn)}
        />
      }
    />
  );
}

/** The format keys or values of the context are kept in. */
export function CacheTypeSetting({
  field,
  ...props
}: SettingProps & { readonly field: 'keyCacheType' | 'valueCacheType' }) {
  const { value, set, frame } = useSetting(field, props);
  return (
    <SettingFrame
      {...frame}
      why={t(`run.why-${field}`)}
      automatic={t('run.cache-usual', { value: 'F16' })}
      control={
        <SelectField
          label={settingName(field)}
          describedBy={`${frame.id}-why`}
          value={value}
          options={cacheTypes.map((type) => ({ value: type, label: type.toUpperCase() }))}
          onChange={set}
        />
      }
    />
  );
}

const flashChoices = ['auto', 'on', 'off'] as const satisfies readonly LoadSettings['flashAttention'][];

export function FlashSetting(props: SettingProps) {
  const { value, set, frame } = useSetting('flashAttention', props);
  return (
    <SettingFrame
      {...frame}
      why={t('run.why-flashAttention')}
      automatic={null}
      control={
        <SelectField
          label={settingName('flashAttention')}
          describedBy={`${frame.id}-why`}
          value={value}
          options={flashChoices.map((choice) => ({ value: choice, label: t(`run.flash-${choice}`) }))}
          onChange={set}
        />
      }
    />
  );
}

const idleMinutes: readonly number[] = [5, 15, 30, 60, 240, 0];

/** After which time without a reply the model's memory is given back. */
export function IdleSetting({ appMinutes, ...props }: SettingProps & { readonly appMinutes: number }) {
  const { value, set, frame } = useSetting('idleUnloadMinutes', props);
  const { keepsLoaded } = props.drafted.draft.settings;
  const choices = [...new Set([...idleMinutes, ...(value === null ? [] : [value])])];
  return (
    <SettingFrame
      {...frame}
      why={keepsLoaded ? t('run.idle-kept') : t('run.why-idleUnloadMinutes')}
      automatic={null}
      control={
        <SelectField
          label={settingName('idleUnloadMinutes')}
          describedBy={`${frame.id}-why`}
          value={value === null ? 'app' : String(value)}
          options={[
            { value: 'app', label: t('run.idle-app', { value: idleWords(appMinutes) }) },
            ...choices.map((minutes) => ({ value: String(minutes), label: idleWords(minutes) })),
          ]}
          onChange={(choice) => set(choice === 'app' ? null : Number(choice))}
        />
      }
    />
  );
}

function idleWords(minutes: number): string {
  return minutes === 0 ? t('run.idle-never') : t('run.idle-minutes', { count: minutes });
}

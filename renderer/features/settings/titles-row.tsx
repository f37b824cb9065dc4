import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useSettings } from '../../state/hooks.ts';
import { SegmentedControl } from '../../ui/segmented-control.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { SettingsRow } from './settings-row.tsx';

const choices = ['off', 'on'] as const;

/** Whether the model that answered first may name a conversation. */
export function TitlesRow() {
  const { updateSettings } = useApp();
  const settings = useSettings();
  return (
    <SettingsRow label={t('settings.titles')} why={t('settings.titles-why')}>
      {settings === null ? (
        <Skeleton width="9rem" height="1.75rem" />
      ) : (
        <SegmentedControl
          label={t('settings.titles')}
          value={settings.titlesByModel ? 'on' : 'off'}
          options={choices.map((value) => ({ value, label: t(`settings.titles-${value}`) }))}
          onChange={(value) => updateSettings({ titlesByModel: value === 'on' })}
        />
      )}
    </SettingsRow>
  );
}

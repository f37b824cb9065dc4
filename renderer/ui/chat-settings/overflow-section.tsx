import { useId } from 'react';
import { overflowPolicySchema } from '../../../main/contract/chat-settings.ts';
import { t } from '../../i18n/translate.ts';
import type { EditedSettings } from '../../state/chat/settings/chat-settings-hooks.ts';
import { SelectField } from '../select-field.tsx';
import { SettingFrame } from '../setting-frame.tsx';
import { PanelSection } from './panel-section.tsx';
import { settingName } from './setting-words.ts';

/** What happens when a conversation no longer fits. */
export function OverflowSection({ edited }: { readonly edited: EditedSettings }) {
  const id = useId();
  const { overflow } = edited.effective.settings;
  const usual = edited.inherited.settings.overflow;
  const name = settingName('overflow');
  return (
    <PanelSection id="context" title={t('chat-settings.context')} summary={t(`chat-settings.overflow-${overflow}`)}>
      <SettingFrame
        id={id}
        name={name}
        isOwn={overflow !== usual}
        resetLabel={t('chat-settings.reset', { name })}
        onReset={() => edited.set({ overflow: usual })}
        why={t(`chat-settings.overflow-why-${overflow}`)}
        control={
          <SelectField
            label={t('chat-settings.context')}
            describedBy={`${id}-why`}
            value={overflow}
            options={overflowPolicySchema.options.map((policy) => ({
              value: policy,
              label: t(`chat-settings.overflow-${policy}`),
            }))}
            onChange={(policy) => edited.set({ overflow: policy })}
          />
        }
      />
    </PanelSection>
  );
}

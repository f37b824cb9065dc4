import { useId } from 'react';
import type { ReasoningSettings } from '../../../main/contract/chat-settings.ts';
import type { Model } from '../../../main/contract/models.ts';
import type { TemplateTruth } from '../../../main/contract/prompt.ts';
import { t } from '../../i18n/translate.ts';
import type { EditedSettings } from '../../state/chat/settings/chat-settings-hooks.ts';
import { useRuntime } from '../../state/hooks.ts';
import { SegmentedControl } from '../segmented-control.tsx';
import { SettingFrame } from '../setting-frame.tsx';
import { NumberSetting } from './number-setting.tsx';
import { PanelSection } from './panel-section.tsx';
import { settingName, settingValue } from './setting-words.ts';
import styles from './settings.module.css';

/** Whether and how much a reasoning model thinks before it answers. */
export function ReasoningSection({ edited, model }: { readonly edited: EditedSettings; readonly model: Model | null }) {
  const { reasoning } = edited.effective.settings;
  const template = useTemplate(model);
  const usual = edited.inherited.settings.reasoning;
  const set = (change: Partial<ReasoningSettings>): void => edited.set({ reasoning: change });
  const isOwn = edited.own.settings.reasoning !== undefined;
  // What a chat has of its own can always be seen and taken back, also with a model that passes it over.
  const has = (isTaken: (truth: TemplateTruth) => boolean): boolean => template === null || isOwn || isTaken(template);
  return (
    <PanelSection
      id="reasoning"
      title={t('chat-settings.reasoning')}
      summary={settingValue('reasoning.isOn', reasoning.isOn)}
    >
      <p className={styles.note}>{truthWords(model, template)}</p>
      {has((truth) => truth.takesThinkingSwitch) ? <SwitchField reasoning={reasoning} usual={usual} set={set} /> : null}
      {has((truth) => truth.takesEffort) ? <EffortField reasoning={reasoning} usual={usual} set={set} /> : null}
      {has((truth) => truth.reasoning !== null) ? (
        <NumberSetting
          path="reasoning.budgetTokens"
          value={reasoning.budgetTokens}
          usual={usual.budgetTokens}
          isWhole
          least={0}
          most={10_000_000}
          placeholder={t('chat-settings.unlimited')}
          onChange={(budgetTokens) => set({ budgetTokens })}
        />
      ) : null}
    </PanelSection>
  );
}

type FieldsProps = {
  readonly reasoning: ReasoningSettings;
  readonly usual: ReasoningSettings;
  readonly set: (change: Partial<ReasoningSettings>) => void;
};

function SwitchField({ reasoning, usual, set }: FieldsProps) {
  return (
    <ChoiceSetting
      path="reasoning.isOn"
      value={reasoning.isOn === null ? 'auto' : reasoning.isOn ? 'on' : 'off'}
      isOwn={reasoning.isOn !== usual.isOn}
      options={[
        { value: 'auto', label: t('chat-settings.automatic') },
        { value: 'on', label: t('chat-settings.on') },
        { value: 'off', label: t('chat-settings.off') },
      ]}
      onReset={() => set({ isOn: usual.isOn })}
      onChange={(choice) => set({ isOn: choice === 'auto' ? null : choice === 'on' })}
    />
  );
}

function EffortField({ reasoning, usual, set }: FieldsProps) {
  return (
    <ChoiceSetting
      path="reasoning.effort"
      value={reasoning.effort ?? 'auto'}
      isOwn={reasoning.effort !== usual.effort}
      options={[
        { value: 'auto', label: t('chat-settings.automatic') },
        { value: 'low', label: t('chat-settings.effort-low') },
        { value: 'medium', label: t('chat-settings.effort-medium') },
        { value: 'high', label: t('chat-settings.effort-high') },
      ]}
      onReset={() => set({ effort: usual.effort })}
      onChange={(choice) => set({ effort: choice === 'auto' ? null : choice })}
    />
  );
}

type ChoiceSettingProps<Value extends string> = {
  readonly path: 'reasoning.isOn' | 'reasoning.effort';
  readonly value: Value;
  readonly isOwn: boolean;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onReset: () => void;
  readonly onChange: (value: Value) => void;
};

function ChoiceSetting<Value extends string>(props: ChoiceSettingProps<Value>) {
  const { path, value, isOwn, options, onReset, onChange } = props;
  const id = useId();
  const name = settingName(path);
  return (
    <SettingFrame
      id={id}
      name={name}
      isOwn={isOwn}
      resetLabel={t('chat-settings.reset', { name })}
      onReset={onReset}
      why={t(`chat-settings.why.${path}`)}
    >
      <div className={styles.fit}>
        <SegmentedControl label={name} value={value} options={options} onChange={onChange} />
      </div>
    </SettingFrame>
  );
}

/** What the loaded model's template takes; null while it is not loaded. */
function useTemplate(model: Model | null): TemplateTruth | null {
  const runtime = useRuntime(model?.id ?? null);
  return runtime?.state === 'ready' || runtime?.state === 'generating' ? runtime.info.template : null;
}

function truthWords(model: Model | null, template: TemplateTruth | null): string {
  if (model === null) return t('chat-settings.reasoning-no-model');
  const { name } = model.facts;
  if (template === null) return t('chat-settings.reasoning-unknown', { name });
  if (template.reasoning === null) return t('chat-settings.reasoning-unmarked', { name });
  return t('chat-settings.reasoning-marked', { name, opening: template.reasoning.opening });
}

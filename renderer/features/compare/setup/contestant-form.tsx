import { useCallback } from 'react';
import type { ContestantSetup } from '../../../../main/contract/contestants.ts';
import type { Model } from '../../../../main/contract/models.ts';
import { t } from '../../../i18n/translate.ts';
import { withModel } from '../../../state/compare/setup/line-up.ts';
import { useDraftedSetup, useEditedSetup } from '../../../state/compare/setup/setup-hooks.ts';
import { useModels, useRuntime } from '../../../state/hooks.ts';
import { usePlan, type DraftedSettings } from '../../../state/runtime/runtime-hooks.ts';
import { liveValue } from '../../../state/stream.ts';
import { FormSection } from '../../../ui/chat-settings/form-section.tsx';
import { PanelSection } from '../../../ui/chat-settings/panel-section.tsx';
import { ReasoningSection } from '../../../ui/chat-settings/reasoning-section.tsx';
import { SamplingSection } from '../../../ui/chat-settings/sampling-section.tsx';
import { SystemPromptSection } from '../../../ui/chat-settings/system-prompt-section.tsx';
import { TemplateSection } from '../../../ui/chat-settings/template-section.tsx';
import { AdaptersSetting } from '../../../ui/load-settings/adapters-setting.tsx';
import { CacheTypeSetting, FlashSetting } from '../../../ui/load-settings/choice-setting.tsx';
import { ContextSetting } from '../../../ui/load-settings/context-setting.tsx';
import { DraftSetting } from '../../../ui/load-settings/draft-setting.tsx';
import { GraphicsSetting } from '../../../ui/load-settings/graphics-setting.tsx';
import { TemplateSetting } from '../../../ui/load-settings/template-setting.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { ModelChoice } from './model-choice.tsx';
import styles from './contestant-dialog.module.css';

type ContestantFormProps = {
  readonly setup: ContestantSetup;
  readonly number: number;
  readonly onChange: (setup: ContestantSetup) => void;
};

/** Everything that makes a contestant: its model, what it reads first, how it chooses words, how it is loaded. */
export function ContestantForm({ setup, number, onChange }: ContestantFormProps) {
  const models = liveValue(useModels())?.models ?? [];
  const model = models.find(({ id }) => id === setup.modelId) ?? null;
  const edited = useEditedSetup(setup, onChange);
  const choose = useCallback((id: Model['id']) => onChange(withModel(setup, id)), [onChange, setup]);
  return (
    <div className={styles.form}>
      <ModelChoice modelId={setup.modelId} number={number} onChoose={choose} />
      {edited === null ? (
        <Skeleton width="80%" />
      ) : (
        <>
          <SystemPromptSection edited={edited} projectName="" model={model} />
          <SamplingSection edited={edited} model={model} />
          <ReasoningSection edited={edited} model={model} />
          <FormSection edited={edited} />
          <TemplateSection edited={edited} />
        </>
      )}
      {model === null ? null : <LoadingSection key={model.id} model={model} setup={setup} onChange={onChange} />}
    </div>
  );
}

type LoadingProps = Pick<ContestantFormProps, 'setup' | 'onChange'> & { readonly model: Model };

function LoadingSection({ model, setup, onChange }: LoadingProps) {
  const drafted = useDraftedSetup(setup, onChange);
  const count = Object.keys(setup.load).length;
  const summary =
    count === 0 ? t('compare-setup.form-loading-own') : t('compare-setup.form-loading-changed', { count });
  if (drafted === null) return null;
  return (
    <PanelSection id="contestant-loading" title={t('compare-setup.form-loading')} summary={summary}>
      <LoadingFields model={model} drafted={drafted} />
    </PanelSection>
  );
}

function LoadingFields({ model, drafted }: { readonly model: Model; readonly drafted: DraftedSettings }) {
  const runtime = useRuntime(model.id) ?? { state: 'unloaded' };
  const { state, latest: plan } = usePlan(model.id, drafted.draft.settings);
  const props = { drafted, problem: state.status === 'failed' ? state.error : null };
  return (
    <>
      <AdaptersSetting model={model} {...props} />
      <ContextSetting model={model} plan={plan} {...props} />
      <GraphicsSetting plan={plan} {...props} />
      <CacheTypeSetting field="keyCacheType" {...props} />
      <CacheTypeSetting field="valueCacheType" {...props} />
      <FlashSetting {...props} />
      <DraftSetting model={model} {...props} />
      <TemplateSetting model={model} runtime={runtime} {...props} />
    </>
  );
}

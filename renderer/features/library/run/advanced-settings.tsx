import type { Model, ModelRuntime } from '../../../../main/contract/models.ts';
import { t } from '../../../i18n/translate.ts';
import { useMachine } from '../../../state/runtime/runtime-hooks.ts';
import { liveValue } from '../../../state/stream.ts';
import { AdaptersSetting } from '../../../ui/load-settings/adapters-setting.tsx';
import { CacheTypeSetting, FlashSetting, SwitchSetting } from '../../../ui/load-settings/choice-setting.tsx';
import { CountSetting } from '../../../ui/load-settings/count-setting.tsx';
import { DraftSetting } from '../../../ui/load-settings/draft-setting.tsx';
import { TemplateSetting } from '../../../ui/load-settings/template-setting.tsx';
import type { SettingProps } from '../../../ui/load-settings/use-setting.ts';
import styles from './settings.module.css';

/** Prompt tokens read in one go when nobody chooses. */
const usualBatchSize = 512;

type AdvancedSettingsProps = SettingProps & { readonly model: Model; readonly runtime: ModelRuntime };

/** What few people ever need to touch. */
export function AdvancedSettings({ model, runtime, ...props }: AdvancedSettingsProps) {
  const count = liveValue(useMachine())?.computeThreads;
  return (
    <div className={styles.fields}>
      <CountSetting
        field="threads"
        automatic={count === undefined ? t('run.threads-auto-unknown') : t('run.threads-auto', { count })}
        {...props}
      />
      <CountSetting field="batchSize" automatic={String(usualBatchSize)} {...props} />
      <FlashSetting {...props} />
      <CacheTypeSetting field="keyCacheType" {...props} />
      <CacheTypeSetting field="valueCacheType" {...props} />
      <SwitchSetting field="usesMemoryMap" {...props} />
      <SwitchSetting field="locksMemory" {...props} />
      <AdaptersSetting model={model} {...props} />
      <DraftSetting model={model} {...props} />
      <TemplateSetting model={model} runtime={runtime} {...props} />
    </div>
  );
}

import { useCallback, useRef, type ReactNode, type RefObject } from 'react';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import { defaultLoadSettings } from '../../../../main/contract/load-settings.ts';
import type { LoadPlan } from '../../../../main/contract/load-plan.ts';
import type { Model, ModelRuntime } from '../../../../main/contract/models.ts';
import { defaultSettings } from '../../../../main/contract/settings.ts';
import { t } from '../../../i18n/translate.ts';
import { useSettings } from '../../../state/hooks.ts';
import {
  useLoadSettings,
  useRuntimeSession,
  useWantedSettings,
  type DraftedSettings,
} from '../../../state/runtime/runtime-hooks.ts';
import { changedFields, presetOf } from '../../../state/runtime/settings-draft.ts';
import { useStore, type Store } from '../../../state/store.ts';
import { liveValue } from '../../../state/stream.ts';
import { Fold } from '../../../ui/fold.tsx';
import { AdvancedSettings } from './advanced-settings.tsx';
import { ApplyBar } from './apply-bar.tsx';
import { IdleSetting, SwitchSetting } from '../../../ui/load-settings/choice-setting.tsx';
import { ContextSetting } from '../../../ui/load-settings/context-setting.tsx';
import { GraphicsSetting } from '../../../ui/load-settings/graphics-setting.tsx';
import { Presets } from './presets.tsx';
import styles from './settings.module.css';

type LoadSettingsSectionProps = {
  readonly model: Model;
  readonly runtime: ModelRuntime;
  readonly drafted: DraftedSettings;
  readonly plan: LoadPlan | null;
  /** Why there is no plan for the present settings. */
  readonly problem: AppErrorData | null;
};

/** How the model is loaded: everything automatic until somebody unfolds it and chooses. */
export function LoadSettingsSection(props: LoadSettingsSectionProps) {
  const { model, runtime, drafted, problem } = props;
  const { unfolded, advanced } = useRuntimeSession();
  const toggle = useRef<HTMLButtonElement>(null);
  const presets = liveValue(useLoadSettings())?.presets ?? [];
  const show = useCallback(() => {
    toggle.current?.focus();
    toggle.current?.scrollIntoView({ block: 'start' });
  }, []);
  useWantedSettings(model.id, show);
  return (
    <>
      <KeptFold
        store={unfolded}
        modelId={model.id}
        title={t('run.settings')}
        summary={<Summary drafted={drafted} presetName={presetOf(drafted.draft.settings, presets)?.name ?? null} />}
        toggle={toggle}
      >
        <div className={styles.fields}>
          <Presets drafted={drafted} presets={presets} />
          <SimpleSettings {...props} />
          <KeptFold store={advanced} modelId={model.id} title={t('run.advanced')} summary={null}>
            <AdvancedSettings model={model} runtime={runtime} drafted={drafted} problem={problem} />
          </KeptFold>
        </div>
      </KeptFold>
      {drafted.isChanged ? (
        <ApplyBar
          model={model}
          runtime={runtime}
          drafted={drafted}
          problem={problem}
          onDone={() => toggle.current?.focus()}
        />
      ) : null}
    </>
  );
}

function SimpleSettings({ model, drafted, plan, problem }: LoadSettingsSectionProps) {
  const appMinutes = useSettings()?.idleUnloadMinutes ?? defaultSettings.idleUnloadMinutes;
  const common = { drafted, problem };
  return (
    <>
      <ContextSetting model={model} plan={plan} {...common} />
      <GraphicsSetting plan={plan} {...common} />
      <SwitchSetting field="keepsLoaded" {...common} />
      <IdleSetting appMinutes={appMinutes} {...common} />
    </>
  );
}

function Summary({ drafted, presetName }: { readonly drafted: DraftedSettings; readonly presetName: string | null }) {
  if (drafted.isChanged) return <span className={styles.pending}>{t('run.draft-kept')}</span>;
  const count = changedFields(drafted.saved, defaultLoadSettings).length;
  if (count === 0) return t('run.settings-automatic');
  return presetName ?? t('run.settings-changed', { count });
}

type KeptFoldProps = {
  /** Of which models it is unfolded. */
  readonly store: Store<ReadonlySet<string>>;
  readonly modelId: string;
  readonly title: string;
  readonly summary: ReactNode;
  readonly toggle?: RefObject<HTMLButtonElement | null>;
  readonly children: ReactNode;
};

/** A titled part that stays as open as it was left. */
function KeptFold({ store, modelId, ...rest }: KeptFoldProps) {
  const isOpen = useStore(store, (open) => open.has(modelId));
  const turn = (isWanted: boolean): void =>
    store.set((open) => new Set(isWanted ? [...open, modelId] : [...open].filter((other) => other !== modelId)));
  return <Fold {...rest} isOpen={isOpen} onTurn={turn} />;
}

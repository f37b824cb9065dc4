import type { ModelId } from '../../../main/contract/ids.ts';
import type { Model } from '../../../main/contract/models.ts';
import { settingName } from '../../i18n/setting-text.ts';
import { t } from '../../i18n/translate.ts';
import { useModels } from '../../state/hooks.ts';
import { useBenchmarks } from '../../state/library/library-hooks.ts';
import { draftCandidates } from '../../state/runtime/draft-candidates.ts';
import { liveValue } from '../../state/stream.ts';
import { SelectField } from '../select-field.tsx';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting, type SettingProps } from './use-setting.ts';
import styles from './settings.module.css';

const none = 'none';
/** Below this a draft costs more than it gives; the runtime turns it off after a measurement. */
const leastGain = 1;

/** A small model that guesses ahead, and what that was measured to give. */
export function DraftSetting({ model, ...props }: SettingProps & { readonly model: Model }) {
  const { value, set, frame } = useSetting('draftModelId', props);
  const models = liveValue(useModels())?.models ?? [];
  const candidates = draftCandidates(model, models);
  const gain = useBenchmarks()?.benchmarks.find(
    (benchmark) => benchmark.modelId === model.id && benchmark.draft?.draftModelId === value,
  )?.draft?.gain;
  const chosen = value === null ? null : (models.find(({ id }) => id === value) ?? null);
  const name = chosen?.facts.name ?? t('run.draft-gone');
  const isListed = value === null || candidates.some(({ id }) => id === value);
  return (
    <SettingFrame
      {...frame}
      why={t('run.why-draftModelId')}
      automatic={null}
      control={
        candidates.length === 0 && value === null ? null : (
          <SelectField
            label={settingName('draftModelId')}
            describedBy={`${frame.id}-why`}
            value={value ?? none}
            options={[
              { value: none, label: t('run.draft-none') },
              ...candidates.map(({ id, facts }) => ({ value: id as string, label: facts.name })),
              ...(isListed ? [] : [{ value: value as string, label: name }]),
            ]}
            onChange={(id) => set(id === none ? null : (id as ModelId))}
          />
        )
      }
    >
      {candidates.length === 0 && value === null ? <p className={styles.note}>{t('run.draft-no-candidate')}</p> : null}
      {value === null ? null : <p className={styles.note}>{gainWords(gain, name)}</p>}
    </SettingFrame>
  );
}

function gainWords(gain: number | undefined, name: string): string {
  if (gain === undefined) return t('run.draft-unmeasured', { name });
  return t(gain > leastGain ? 'run.draft-gain' : 'run.draft-loss', { gain, name });
}

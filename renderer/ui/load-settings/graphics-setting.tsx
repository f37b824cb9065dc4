import type { BackendChoice } from '../../../main/contract/load-settings.ts';
import type { LoadPlan } from '../../../main/contract/load-plan.ts';
import type { MachineFacts } from '../../../main/contract/machine.ts';
import { backendName, settingName } from '../../i18n/setting-text.ts';
import { t } from '../../i18n/translate.ts';
import { useMachine } from '../../state/runtime/runtime-hooks.ts';
import { withSettings } from '../../state/runtime/settings-draft.ts';
import { liveValue } from '../../state/stream.ts';
import { SelectField } from '../select-field.tsx';
import { Skeleton } from '../skeleton.tsx';
import { Slider } from '../slider.tsx';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting, type SettingProps } from './use-setting.ts';
import styles from './settings.module.css';

type GraphicsSettingProps = SettingProps & { readonly plan: LoadPlan | null };

/** What computes, and how much of it on a card; where there is no card, one line why. */
export function GraphicsSetting({ plan, ...props }: GraphicsSettingProps) {
  const machine = useMachine();
  const { frame, value, set } = useSetting('backend', props);
  const facts = liveValue(machine);
  if (facts === null) {
    if (machine.status === 'failed') return null;
    return (
      <div role="status" aria-busy="true" aria-label={t('run.backend-asking')}>
        <Skeleton width="70%" />
      </div>
    );
  }
  const working = cardsOf(facts);
  // A backend that went away since is still what the settings say.
  const isAskedFor = value !== 'auto' && value !== 'cpu';
  if (working.length === 0 && !isAskedFor && props.drafted.draft.settings.gpuLayers === 'auto') {
    return <p className={styles.note}>{t('run.backend-none', { reason: whyNone(facts) })}</p>;
  }
  const choices = new Set<BackendChoice>(['auto', ...working, 'cpu', value]);
  const change = (backend: BackendChoice): void => {
    if (backend !== 'cpu') return set(backend);
    const { draft } = props.drafted;
    props.drafted.change(withSettings(draft, { backend, gpuLayers: 'auto' }));
  };
  return (
    <>
      <SettingFrame
        {...frame}
        why={t('run.why-backend')}
        automatic={backendName(facts.usedBackend)}
        control={
          <SelectField
            label={settingName('backend')}
            describedBy={`${frame.id}-why`}
            value={value}
            options={[...choices].map((backend) => ({
              value: backend,
              label: backend === 'auto' ? t('run.automatic') : backendName(backend),
            }))}
            onChange={change}
          />
        }
      />
      {value === 'cpu' ? null : <LayersSetting plan={plan} {...props} />}
    </>
  );
}

function LayersSetting({ plan, ...props }: GraphicsSettingProps) {
  const { value, set, frame } = useSetting('gpuLayers', props);
  const count = plan?.layerCount ?? 0;
  const shown = value === 'max' ? count : value === 'auto' ? (plan?.gpuLayers ?? 0) : Math.min(value, count);
  const words = shown >= count ? t('run.layers-max', { count }) : t('run.layers-of', { layers: shown, count });
  return (
    <SettingFrame
      {...frame}
      why={t('run.why-gpuLayers')}
      automatic={value === 'auto' && plan !== null ? words : null}
      control={<output className={styles.value}>{value === 'auto' ? t('run.automatic') : words}</output>}
    >
      <Slider
        label={t('run.layers-slider')}
        valueText={words}
        least={0}
        most={count}
        step={1}
        value={shown}
        isDisabled={count === 0}
        onChange={(layers) => set(layers >= count ? 'max' : layers)}
      />
    </SettingFrame>
  );
}

/** Graphics backends that work here. */
function cardsOf({ backends }: MachineFacts): readonly BackendChoice[] {
  return backends
    .filter(({ backend, problem }) => backend !== 'cpu' && (problem === 'none' || problem === 'not-best'))
    .map(({ backend }) => backend);
}

/** The nearest to working says the most: a card that is missing before a driver, a driver before a platform. */
const telling = ['no-device', 'load-failed', 'no-driver', 'not-installed', 'other-platform'] as const;

function whyNone({ backends }: MachineFacts): string {
  const problems = new Set(backends.filter(({ backend }) => backend !== 'cpu').map(({ problem }) => problem));
  const problem = telling.find((known) => problems.has(known)) ?? 'none';
  return t(`run.backend-problem-${problem}`);
}

import type { LoadPlan } from '../../../main/contract/load-plan.ts';
import type { Model } from '../../../main/contract/models.ts';
import { formatContext, formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { contextSteps, stepOf } from '../../state/runtime/parse-count.ts';
import { withSettings } from '../../state/runtime/settings-draft.ts';
import { Slider } from '../slider.tsx';
import { CountSetting } from './count-setting.tsx';
import type { SettingProps } from './use-setting.ts';
import styles from './settings.module.css';

/** The trained length, but no more than this, when nobody chooses. */
const usualContextSize = 8192;

type ContextSettingProps = SettingProps & { readonly model: Model; readonly plan: LoadPlan | null };

/** How many tokens the model sees at once: a field, and steps people know up to what it was trained for. */
export function ContextSetting({ model, plan, ...props }: ContextSettingProps) {
  const { draft, change } = props.drafted;
  const trained = model.facts.contextLength;
  const steps = contextSteps(trained);
  const automatic = Math.min(usualContextSize, trained);
  const asked = draft.settings.contextSize;
  const shown = asked === 'auto' ? (plan?.contextSize ?? automatic) : Math.min(asked, trained);
  const isBeyond = asked !== 'auto' && asked > trained;
  return (
    <CountSetting {...props} field="contextSize" automatic={formatNumber(automatic)}>
      <Slider
        label={t('run.context-slider')}
        valueText={t('run.context-tokens', { tokens: shown })}
        least={0}
        most={steps.length - 1}
        step={1}
        value={stepOf(steps, shown)}
        isDisabled={steps.length < 2}
        ends={[formatContext(steps[0] ?? trained), t('run.context-trained', { tokens: formatContext(trained) })]}
        onChange={(place) => {
          const size = steps[place];
          if (size !== undefined) change(withSettings(draft, { contextSize: size }));
        }}
      />
      {isBeyond ? <p className={styles.note}>{t('run.context-beyond', { tokens: trained })}</p> : null}
    </CountSetting>
  );
}

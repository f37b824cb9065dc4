import type { Sampling } from '../../../main/contract/chat-settings.ts';
import type { Model } from '../../../main/contract/models.ts';
import { t } from '../../i18n/translate.ts';
import type { EditedSettings } from '../../state/chat/settings/chat-settings-hooks.ts';
import { differences } from '../../state/chat/settings/differences.ts';
import { effectiveOf, isSameValue, withPreset } from '../../state/chat/settings/own-settings.ts';
import { Button } from '../button.tsx';
import { MoreSampling } from './more-sampling.tsx';
import { NumberSetting } from './number-setting.tsx';
import { PanelSection } from './panel-section.tsx';
import { settingName, settingValue } from './setting-words.ts';
import styles from './settings.module.css';

export type SamplingProps = {
  readonly sampling: Sampling;
  /** What it is when the chat has nothing of its own. */
  readonly usual: Sampling;
  readonly set: (change: Partial<Sampling>) => void;
};

/** How the next word is chosen. */
export function SamplingSection({ edited, model }: { readonly edited: EditedSettings; readonly model: Model | null }) {
  const props: SamplingProps = {
    sampling: edited.effective.settings.sampling,
    usual: edited.inherited.settings.sampling,
    set: (change) => edited.set({ sampling: change }),
  };
  return (
    <>
      <PanelSection
        id="sampling"
        title={t('chat-settings.sampling')}
        summary={`${t('chat-settings.name.sampling.temperature')} ${props.sampling.temperature}`}
      >
        {model === null ? null : <Recommended edited={edited} model={model} />}
        <MainSampling {...props} />
      </PanelSection>
      <PanelSection id="more" title={t('chat-settings.more')}>
        <MoreSampling {...props} />
      </PanelSection>
    </>
  );
}

function MainSampling({ sampling, usual, set }: SamplingProps) {
  return (
    <>
      <NumberSetting
        path="sampling.temperature"
        value={sampling.temperature}
        usual={usual.temperature}
        least={0}
        most={10}
        line={{ most: 2, step: 0.05 }}
        onChange={(value) => set({ temperature: value ?? 0 })}
      />
      <NumberSetting
        path="sampling.topP"
        value={sampling.topP}
        usual={usual.topP}
        least={0}
        most={1}
        off={1}
        line={{ most: 1, step: 0.01 }}
        onChange={(value) => set({ topP: value ?? 1 })}
      />
      <NumberSetting
        path="sampling.topK"
        value={sampling.topK}
        usual={usual.topK}
        isWhole
        least={0}
        most={1_000_000}
        off={0}
        line={{ most: 200, step: 1 }}
        onChange={(value) => set({ topK: value ?? 0 })}
      />
      <NumberSetting
        path="sampling.minP"
        value={sampling.minP}
        usual={usual.minP}
        least={0}
        most={1}
        off={0}
        line={{ most: 0.5, step: 0.01 }}
        onChange={(value) => set({ minP: value ?? 0 })}
      />
      <NumberSetting
        path="sampling.maxTokens"
        value={sampling.maxTokens}
        usual={usual.maxTokens}
        isWhole
        least={1}
        most={10_000_000}
        placeholder={t('chat-settings.unlimited')}
        onChange={(maxTokens) => set({ maxTokens })}
      />
    </>
  );
}

/** What the model's file says about itself, until it is followed. */
function Recommended({ edited, model }: { readonly edited: EditedSettings; readonly model: Model }) {
  const { recommendedSampling, name } = model.facts;
  if (recommendedSampling === undefined) return null;
  const { own, inherited, effective } = edited;
  const preset = { sampling: { ...inherited.settings.sampling, ...recommendedSampling } };
  const wanted = effectiveOf(inherited.settings, withPreset(own.settings, preset, inherited.settings));
  if (isSameValue(wanted.sampling, effective.settings.sampling)) {
    return <p className={styles.note}>{t('chat-settings.recommended-used', { name })}</p>;
  }
  const told = effectiveOf(effective.settings, { sampling: recommendedSampling });
  const values = differences(effective.settings, told).map(
    ({ path, to }) => `${settingName(path)} ${settingValue(path, to)}`,
  );
  if (values.length === 0) return null;
  return (
    <div className={styles.notice}>
      <p>{t('chat-settings.recommended', { name, values: values.join(', ') })}</p>
      <Button size="small" onClick={() => edited.set({ sampling: recommendedSampling })}>
        {t('chat-settings.recommended-use')}
      </Button>
    </div>
  );
}

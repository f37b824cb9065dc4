import { t } from '../../i18n/translate.ts';
import { NumberSetting } from './number-setting.tsx';
import type { SamplingProps } from './sampling-section.tsx';
import { SeedSetting } from './seed-setting.tsx';
import { TextListSetting } from './text-list-setting.tsx';
import styles from './settings.module.css';

/** What few chats need: seed, stop texts, and the three ways against repetition. */
export function MoreSampling(props: SamplingProps) {
  const { sampling, usual, set } = props;
  return (
    <>
      <SeedSetting seed={sampling.seed} usual={usual.seed} onChange={(seed) => set({ seed })} />
      <TextListSetting
        path="sampling.stop"
        texts={sampling.stop}
        usual={usual.stop}
        mostTexts={32}
        mostLength={500}
        onChange={(stop) => set({ stop })}
      />
      <h3 className={styles.group}>{t('chat-settings.repetition')}</h3>
      <RepeatSettings {...props} />
      <h3 className={styles.group}>{t('chat-settings.dry')}</h3>
      <DrySettings {...props} />
      <h3 className={styles.group}>{t('chat-settings.xtc')}</h3>
      <XtcSettings {...props} />
    </>
  );
}

function RepeatSettings({ sampling: { repeat }, usual, set }: SamplingProps) {
  const change = (part: Partial<typeof repeat>): void => set({ repeat: { ...repeat, ...part } });
  return (
    <>
      <NumberSetting
        path="sampling.repeat.penalty"
        value={repeat.penalty}
        usual={usual.repeat.penalty}
        least={0.1}
        most={10}
        off={1}
        line={{ least: 1, most: 2, step: 0.01 }}
        onChange={(value) => change({ penalty: value ?? 1 })}
      />
      <NumberSetting
        path="sampling.repeat.frequency"
        value={repeat.frequency}
        usual={usual.repeat.frequency}
        least={-2}
        most={2}
        off={0}
        line={{ most: 2, step: 0.05 }}
        onChange={(value) => change({ frequency: value ?? 0 })}
      />
      <NumberSetting
        path="sampling.repeat.presence"
        value={repeat.presence}
        usual={usual.repeat.presence}
        least={-2}
        most={2}
        off={0}
        line={{ most: 2, step: 0.05 }}
        onChange={(value) => change({ presence: value ?? 0 })}
      />
      <NumberSetting
        path="sampling.repeat.lastTokens"
        value={repeat.lastTokens}
        usual={usual.repeat.lastTokens}
        isWhole
        least={1}
        most={1_000_000}
        onChange={(value) => change({ lastTokens: value ?? usual.repeat.lastTokens })}
      />
    </>
  );
}

function DrySettings({ sampling: { dry }, usual, set }: SamplingProps) {
  const change = (part: Partial<typeof dry>): void => set({ dry: { ...dry, ...part } });
  return (
    <>
      <NumberSetting
        path="sampling.dry.strength"
        value={dry.strength}
        usual={usual.dry.strength}
        least={0}
        most={10}
        off={0}
        line={{ most: 2, step: 0.05 }}
        onChange={(value) => change({ strength: value ?? 0 })}
      />
      <NumberSetting
        path="sampling.dry.base"
        value={dry.base}
        usual={usual.dry.base}
        least={1}
        most={10}
        onChange={(value) => change({ base: value ?? usual.dry.base })}
      />
      <NumberSetting
        path="sampling.dry.allowedLength"
        value={dry.allowedLength}
        usual={usual.dry.allowedLength}
        isWhole
        least={1}
        most={1000}
        onChange={(value) => change({ allowedLength: value ?? usual.dry.allowedLength })}
      />
      <NumberSetting
        path="sampling.dry.lastTokens"
        value={dry.lastTokens}
        usual={usual.dry.lastTokens}
        isWhole
        least={1}
        most={1_000_000}
        placeholder={t('chat-settings.whole-context')}
        onChange={(lastTokens) => change({ lastTokens })}
      />
      <TextListSetting
        path="sampling.dry.sequenceBreakers"
        texts={dry.sequenceBreakers}
        usual={usual.dry.sequenceBreakers}
        mostTexts={32}
        mostLength={40}
        onChange={(sequenceBreakers) => change({ sequenceBreakers })}
      />
    </>
  );
}

function XtcSettings({ sampling: { xtc }, usual, set }: SamplingProps) {
  return (
    <>
      <NumberSetting
        path="sampling.xtc.probability"
        value={xtc.probability}
        usual={usual.xtc.probability}
        least={0}
        most={1}
        off={0}
        line={{ most: 1, step: 0.05 }}
        onChange={(value) => set({ xtc: { ...xtc, probability: value ?? 0 } })}
      />
      <NumberSetting
        path="sampling.xtc.threshold"
        value={xtc.threshold}
        usual={usual.xtc.threshold}
        least={0}
        most={1}
        line={{ most: 0.5, step: 0.01 }}
        onChange={(value) => set({ xtc: { ...xtc, threshold: value ?? usual.xtc.threshold } })}
      />
    </>
  );
}

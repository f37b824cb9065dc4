import { useId } from 'react';
import { t } from '../../i18n/translate.ts';
import { Checkbox } from '../checkbox.tsx';
import { IconButton } from '../icon-button.tsx';
import { NumberField } from '../number-field.tsx';
import { SettingFrame } from '../setting-frame.tsx';
import { settingName } from './setting-words.ts';
import styles from './settings.module.css';

type SeedSettingProps = {
  /** Null draws a fresh one for each reply. */
  readonly seed: number | null;
  readonly usual: number | null;
  readonly onChange: (seed: number | null) => void;
};

const mostSeed = 0xffff_ffff;

/** What chance begins with: another number each time, or one that is kept. */
export function SeedSetting({ seed, usual, onChange }: SeedSettingProps) {
  const id = useId();
  const name = settingName('sampling.seed');
  return (
    <SettingFrame
      id={id}
      name={name}
      isOwn={seed !== usual}
      resetLabel={t('chat-settings.reset', { name })}
      onReset={() => onChange(usual)}
      why={t('chat-settings.why.sampling.seed')}
      control={
        <>
          {seed === null ? null : (
            <IconButton
              size="small"
              icon="update"
              label={t('chat-settings.seed-new')}
              onClick={() => onChange(drawn())}
            />
          )}
          <NumberField
            isWhole
            label={name}
            value={seed}
            least={0}
            most={mostSeed}
            placeholder={t('chat-settings.fresh')}
            describedBy={`${id}-why`}
            onChange={onChange}
          />
        </>
      }
    >
      <label className={styles.check}>
        <Checkbox state={seed !== null} onChange={(isKept) => onChange(isKept ? drawn() : null)} />
        {t('chat-settings.seed-keep')}
      </label>
    </SettingFrame>
  );
}

function drawn(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] ?? 0;
}

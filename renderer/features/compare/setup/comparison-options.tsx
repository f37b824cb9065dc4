import { useId } from 'react';
import type { Comparison } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { Checkbox } from '../../../ui/checkbox.tsx';
import styles from './comparison-options.module.css';

export type OptionChange = Partial<Pick<Comparison, 'mode' | 'timing' | 'revealsAfterVote'>>;

type ComparisonOptionsProps = {
  readonly mode: Comparison['mode'];
  readonly timing: Comparison['timing'];
  /** Left out where it is not to be chosen. */
  readonly revealsAfterVote?: boolean;
  readonly onChange: (change: OptionChange) => void;
};

/** Blind or open, quick or fairly timed, each with what it costs. */
export function ComparisonOptions({ mode, timing, revealsAfterVote, onChange }: ComparisonOptionsProps) {
  const id = useId();
  return (
    <section className={styles.options} aria-labelledby={id}>
      <h3 id={id} className={styles.title}>
        {t('compare-setup.options')}
      </h3>
      <Option
        name={t('compare-setup.blind')}
        why={t('compare-setup.blind-why')}
        isOn={mode === 'blind'}
        onChange={(isOn) => onChange({ mode: isOn ? 'blind' : 'open' })}
      />
      {mode === 'blind' && revealsAfterVote !== undefined ? (
        <Option
          name={t('compare-setup.reveal')}
          why={t('compare-setup.reveal-why')}
          isOn={revealsAfterVote}
          onChange={(isOn) => onChange({ revealsAfterVote: isOn })}
        />
      ) : null}
      <Option
        name={t('compare-setup.fair')}
        why={t('compare-setup.fair-why')}
        isOn={timing === 'fair'}
        onChange={(isOn) => onChange({ timing: isOn ? 'fair' : 'quick' })}
      />
    </section>
  );
}

type OptionProps = {
  readonly name: string;
  readonly why: string;
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
};

function Option({ name, why, isOn, onChange }: OptionProps) {
  const id = useId();
  return (
    <div className={styles.option}>
      <Checkbox id={id} state={isOn} aria-describedby={`${id}-why`} onChange={onChange} />
      <div>
        <label htmlFor={id} className={styles.name}>
          {name}
        </label>
        <p id={`${id}-why`} className={styles.why}>
          {why}
        </p>
      </div>
    </div>
  );
}

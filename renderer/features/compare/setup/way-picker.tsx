import { useId } from 'react';
import type { Model } from '../../../../main/contract/models.ts';
import { t } from '../../../i18n/translate.ts';
import { obstacle, ways, type Way } from '../../../state/compare/setup/line-up.ts';
import { classNames } from '../../../ui/class-names.ts';
import styles from './way-picker.module.css';

type WayPickerProps = {
  readonly way: Way;
  readonly ranked: readonly Model[];
  readonly onChoose: (way: Way) => void;
};

/** What a comparison is about. A radio group; what cannot be yet says what it needs. */
export function WayPicker({ way, ranked, onChoose }: WayPickerProps) {
  const name = useId();
  return (
    <fieldset className={styles.ways} aria-label={t('compare-setup.ways')}>
      {ways.map((offered) => {
        const reason = obstacle(offered, ranked);
        const id = `${name}-${offered}`;
        return (
          <label key={offered} className={classNames(styles.way, reason !== null && styles.closed)}>
            <input
              type="radio"
              className={styles.radio}
              name={name}
              aria-labelledby={id}
              aria-describedby={`${id}-why`}
              checked={offered === way}
              disabled={reason !== null}
              onChange={() => onChoose(offered)}
            />
            <span id={id} className={styles.name}>
              {t(`compare-setup.way-${offered}`)}
            </span>
            <span id={`${id}-why`} className={styles.why}>
              {reason === null ? t(`compare-setup.way-${offered}-why`) : t(`compare-setup.obstacle-${reason}`)}
            </span>
          </label>
        );
      })}
    </fieldset>
  );
}

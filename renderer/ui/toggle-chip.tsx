import type { ReactNode } from 'react';
import { Icon } from './icon.tsx';
import styles from './toggle-chip.module.css';

type ToggleChipProps = {
  readonly isOn: boolean;
  readonly onChange: (isOn: boolean) => void;
  readonly children: ReactNode;
};

/** A filter that is on or off. */
export function ToggleChip({ isOn, onChange, children }: ToggleChipProps) {
  return (
    <button type="button" className={styles.chip} aria-pressed={isOn} onClick={() => onChange(!isOn)}>
      {isOn ? <Icon name="check" size={14} /> : null}
      {children}
    </button>
  );
}

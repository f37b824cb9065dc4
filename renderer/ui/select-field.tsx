import { Icon } from './icon.tsx';
import styles from './select-field.module.css';

type SelectFieldProps<Value extends string> = {
  readonly label: string;
  /** The id of a text that explains the choice. */
  readonly describedBy?: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
};

/** One of several choices in the system's own list. */
export function SelectField<Value extends string>({
  label,
  describedBy,
  value,
  options,
  onChange,
}: SelectFieldProps<Value>) {
  return (
    <span className={styles.box}>
      <select
        className={styles.select}
        aria-label={label}
        aria-describedby={describedBy}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <Icon name="chevron-down" size={14} className={styles.arrow} />
    </span>
  );
}

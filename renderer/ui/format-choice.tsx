import { useId } from 'react';
import { classNames } from './class-names.ts';
import styles from './format-choice.module.css';

type FormatChoiceProps<Format extends string> = {
  readonly label: string;
  readonly className?: string | undefined;
  readonly formats: readonly { readonly value: Format; readonly label: string; readonly why: string }[];
  readonly chosen: Format;
  readonly onChange: (format: Format) => void;
};

/** What kind of file is written, each with what it is good for. */
export function FormatChoice<Format extends string>(props: FormatChoiceProps<Format>) {
  const { label, className, formats, chosen, onChange } = props;
  const name = useId();
  return (
    <fieldset className={classNames(styles.formats, className)} aria-label={label}>
      {formats.map((format) => (
        <div key={format.value} className={styles.format}>
          <input
            id={`${name}-${format.value}`}
            type="radio"
            name={name}
            checked={format.value === chosen}
            aria-describedby={`${name}-${format.value}-why`}
            onChange={() => onChange(format.value)}
          />
          <div>
            <label htmlFor={`${name}-${format.value}`} className={styles.name}>
              {format.label}
            </label>
            <p id={`${name}-${format.value}-why`} className={styles.why}>
              {format.why}
            </p>
          </div>
        </div>
      ))}
    </fieldset>
  );
}

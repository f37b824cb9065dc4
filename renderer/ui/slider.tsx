import styles from './slider.module.css';

type SliderProps = {
  readonly label: string;
  readonly value: number;
  readonly least: number;
  readonly most: number;
  readonly step: number;
  /** The value in words, where the number alone says little. */
  readonly valueText?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly isDisabled?: boolean;
  /** What stands at its two ends. */
  readonly ends?: readonly [string, string];
  readonly onChange: (value: number) => void;
};

/** A value on a line; arrows, Page keys, Home and End move it. */
export function Slider(props: SliderProps) {
  const { label, value, least, most, step, valueText, describedBy, isDisabled = false, ends, onChange } = props;
  return (
    <div className={styles.slider}>
      <input
        type="range"
        className={styles.range}
        aria-label={label}
        aria-valuetext={valueText}
        aria-describedby={describedBy}
        min={least}
        max={most}
        step={step}
        value={value}
        disabled={isDisabled}
        onChange={(event) => onChange(Number(event.target.value))}
      />
      {ends === undefined ? null : (
        <div className={styles.ends} aria-hidden="true">
          <span>{ends[0]}</span>
          <span>{ends[1]}</span>
        </div>
      )}
    </div>
  );
}

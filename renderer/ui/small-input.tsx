import { classNames } from './class-names.ts';
import styles from './small-input.module.css';

type SmallInputProps = {
  readonly label: string;
  readonly text: string;
  readonly isWrong: boolean;
  readonly inputMode?: 'numeric' | 'decimal';
  readonly placeholder?: string | undefined;
  readonly title?: string | undefined;
  readonly describedBy?: string | undefined;
  readonly isShort?: boolean;
  readonly onText: (text: string) => void;
  readonly onLeave?: () => void;
};

/** A number beside its name. What it may hold is decided by whoever gets the text. */
export function SmallInput(props: SmallInputProps) {
  const { label, text, isWrong, inputMode = 'numeric', describedBy, isShort = false, onText, onLeave, ...rest } = props;
  return (
    <input
      {...rest}
      type="text"
      inputMode={inputMode}
      autoComplete="off"
      className={classNames(styles.input, isShort && styles.short)}
      aria-label={label}
      aria-invalid={isWrong}
      aria-describedby={describedBy}
      value={text}
      onChange={(event) => onText(event.target.value)}
      onBlur={onLeave}
    />
  );
}

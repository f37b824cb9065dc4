import { useId, type ComponentPropsWithRef, type ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import { VisuallyHidden } from './visually-hidden.tsx';
import styles from './text-field.module.css';

type TextFieldProps = {
  readonly label: string;
  readonly isLabelHidden?: boolean;
  readonly hint?: ReactNode;
  readonly error?: string | null;
  readonly icon?: IconName;
  readonly inputSize?: 'medium' | 'large';
  /** Paths and identifiers are set in the code face. */
  readonly isCode?: boolean;
  /** Small controls at the end of the field. */
  readonly trailing?: ReactNode;
} & Omit<ComponentPropsWithRef<'input'>, 'id' | 'children'>;

/** One line of text with its label, hint and error. */
export function TextField(props: TextFieldProps) {
  const {
    label,
    isLabelHidden = false,
    hint,
    error,
    icon,
    inputSize = 'medium',
    isCode = false,
    trailing,
    className,
    ...rest
  } = props;
  const id = useId();
  const hasError = error !== undefined && error !== null;
  const notes = [hint === undefined ? '' : `${id}-hint`, hasError ? `${id}-error` : '']
    .filter((note) => note !== '')
    .join(' ');
  const labelElement = (
    <label htmlFor={id} className={styles.label}>
      {label}
    </label>
  );
  return (
    <div className={classNames(styles.field, className)}>
      {isLabelHidden ? <VisuallyHidden>{labelElement}</VisuallyHidden> : labelElement}
      <div className={classNames(styles.box, inputSize === 'large' && styles.large, hasError && styles.invalid)}>
        {icon === undefined ? null : <Icon name={icon} className={styles.icon} />}
        <input
          autoComplete="off"
          spellCheck={false}
          {...rest}
          id={id}
          className={classNames(styles.input, isCode && styles.code)}
          aria-invalid={hasError || undefined}
          aria-describedby={notes === '' ? undefined : notes}
        />
        {trailing}
      </div>
      {hint === undefined ? null : (
        <div id={`${id}-hint`} className={styles.hint}>
          {hint}
        </div>
      )}
      {hasError ? (
        <div id={`${id}-error`} className={styles.error} role="alert">
          {error}
        </div>
      ) : null}
    </div>
  );
}

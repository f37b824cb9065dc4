import type { ComponentPropsWithRef } from 'react';
import { classNames } from './class-names.ts';
import styles from './code-area.module.css';

type CodeAreaProps = {
  readonly label: string;
  readonly isWrong: boolean;
  readonly describedBy?: string | undefined;
} & Omit<ComponentPropsWithRef<'textarea'>, 'aria-label' | 'aria-invalid' | 'aria-describedby'>;

/** Several lines in the code face, left to right whatever they say. */
export function CodeArea({ label, isWrong, describedBy, className, ...rest }: CodeAreaProps) {
  return (
    <textarea
      spellCheck={false}
      dir="ltr"
      {...rest}
      className={classNames(styles.area, className)}
      aria-label={label}
      aria-invalid={isWrong}
      aria-describedby={describedBy}
    />
  );
}

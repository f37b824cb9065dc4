import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './button.module.css';

type ButtonLook = {
  /** One primary button a screen at most. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger' | undefined;
  readonly size?: 'small' | 'medium' | 'large' | undefined;
  readonly icon?: IconName | undefined;
  readonly children: ReactNode;
};

type ButtonProps = ButtonLook & Omit<ComponentPropsWithRef<'button'>, 'children'>;
type LinkButtonProps = ButtonLook & { readonly href: string } & Omit<ComponentPropsWithRef<'a'>, 'children' | 'href'>;

function lookOf(
  { variant = 'secondary', size = 'medium' }: Pick<ButtonLook, 'variant' | 'size'>,
  extra?: string,
): string {
  return classNames(styles.button, styles[variant], size !== 'medium' && styles[size], extra);
}

export function Button({ variant, size, icon, children, className, type, ...rest }: ButtonProps) {
  return (
    <button {...rest} type={type === 'submit' ? 'submit' : 'button'} className={lookOf({ variant, size }, className)}>
      {icon === undefined ? null : <Icon name={icon} size={size === 'small' ? 14 : 16} />}
      {children}
    </button>
  );
}

/** A link to a screen that looks like a button. */
export function LinkButton({ variant, size, icon, children, className, ...rest }: LinkButtonProps) {
  return (
    <a {...rest} className={lookOf({ variant, size }, className)}>
      {icon === undefined ? null : <Icon name={icon} size={size === 'small' ? 14 : 16} />}
      {children}
    </a>
  );
}

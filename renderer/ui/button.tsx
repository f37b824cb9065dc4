import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import styles from './button.module.css';

type ButtonProps = {
  /** One primary button a screen at most. */
  readonly variant?: 'primary' | 'secondary' | 'quiet' | 'danger';
  readonly size?: 'small' | 'medium' | 'large';
  readonly icon?: IconName | undefined;
  readonly children: ReactNode;
} & Omit<ComponentPropsWithRef<'button'>, 'children'>;

export function Button(props: ButtonProps) {
  const { variant = 'secondary', size = 'medium', icon, children, className, type, ...rest } = props;
  return (
    <button
      {...rest}
      type={type === 'submit' ? 'submit' : 'button'}
      className={classNames(styles.button, styles[variant], size !== 'medium' && styles[size], className)}
    >
      {icon === undefined ? null : <Icon name={icon} size={size === 'small' ? 14 : 16} />}
      {children}
    </button>
  );
}

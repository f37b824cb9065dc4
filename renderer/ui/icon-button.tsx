import { useRef, type ComponentPropsWithoutRef, type RefObject } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import { Tooltip, type TooltipSide } from './tooltip.tsx';
import styles from './icon-button.module.css';

type IconButtonProps = {
  /** The accessible name, shown as a tooltip too. */
  readonly label: string;
  readonly icon: IconName;
  readonly keys?: readonly string[] | undefined;
  readonly size?: 'small' | 'medium';
  readonly variant?: 'quiet' | 'solid';
  readonly tooltipSide?: TooltipSide;
  readonly ref?: RefObject<HTMLButtonElement | null>;
} & Omit<ComponentPropsWithoutRef<'button'>, 'aria-label' | 'children'>;

/** A square button with an icon, a name and a tooltip. */
export function IconButton(props: IconButtonProps) {
  const {
    label,
    icon,
    keys,
    size = 'medium',
    variant = 'quiet',
    tooltipSide = 'bottom',
    ref,
    className,
    ...rest
  } = props;
  const own = useRef<HTMLButtonElement>(null);
  const target = ref ?? own;
  return (
    <>
      <button
        type="button"
        {...rest}
        ref={target}
        aria-label={label}
        className={classNames(
          styles.button,
          size === 'small' && styles.small,
          variant === 'solid' && styles.solid,
          className,
        )}
      >
        <Icon name={icon} size={size === 'small' ? 15 : 17} />
      </button>
      <Tooltip target={target} text={label} keys={keys} side={tooltipSide} isName />
    </>
  );
}

import { useLayoutEffect, useRef, type KeyboardEvent, type RefObject } from 'react';
import { classNames } from './class-names.ts';
import { Icon, type IconName } from './icon.tsx';
import { Kbd } from './kbd.tsx';
import { nextMenuIndex } from './menu-navigation.ts';
import { Popover, type PopoverPlacement } from './popover.tsx';
import styles from './menu.module.css';

export type MenuItem = {
  readonly id: string;
  readonly label: string;
  /** A quiet second line. */
  readonly detail?: string;
  readonly icon?: IconName;
  readonly keys?: readonly string[] | undefined;
  /** Present on items that are one of a choice. */
  readonly isChecked?: boolean;
  readonly isDisabled?: boolean;
  readonly isDangerous?: boolean;
  /** Draws a line above. */
  readonly startsGroup?: boolean;
  readonly onSelect: () => void;
};

type MenuProps = {
  readonly label: string;
  readonly items: readonly MenuItem[];
  readonly anchor: RefObject<HTMLElement | null>;
  readonly onClose: () => void;
  readonly placement?: PopoverPlacement;
};

/** A menu of commands or choices; mounted means open. Arrows, Home, End and first letters move; Escape closes. */
export function Menu({ label, items, anchor, onClose, placement = 'bottom-start' }: MenuProps) {
  const list = useRef<HTMLDivElement>(null);
  const buttons = (): HTMLElement[] => [...(list.current?.querySelectorAll<HTMLElement>('[data-menu-item]') ?? [])];
  useLayoutEffect(() => {
    const all = buttons();
    (all.find((button) => button.getAttribute('aria-checked') === 'true') ?? all[0])?.focus();
  }, []);
  const move = (event: KeyboardEvent) => {
    const all = buttons();
    const current = all.findIndex((button) => button === document.activeElement);
    const next = nextMenuIndex(
      event.key,
      current,
      all.map((button) => button.textContent ?? ''),
    );
    if (event.key === 'Tab') onClose();
    if (next === null) return;
    event.preventDefault();
    all[next]?.focus();
  };
  const select = (item: MenuItem) => {
    if (item.isDisabled === true) return;
    onClose();
    item.onSelect();
  };
  return (
    <Popover anchor={anchor} onClose={onClose} placement={placement}>
      <div ref={list} role="menu" aria-label={label} onKeyDown={move}>
        {items.map((item) => (
          <MenuRow key={item.id} item={item} onSelect={() => select(item)} />
        ))}
      </div>
    </Popover>
  );
}

function MenuRow({ item, onSelect }: { readonly item: MenuItem; readonly onSelect: () => void }) {
  const isChoice = item.isChecked !== undefined;
  return (
    <>
      {item.startsGroup === true ? <div role="separator" className={styles.separator} /> : null}
      <button
        type="button"
        role={isChoice ? 'menuitemradio' : 'menuitem'}
        data-menu-item
        tabIndex={-1}
        aria-checked={item.isChecked}
        aria-disabled={item.isDisabled}
        className={classNames(styles.item, item.isDangerous === true && styles.danger)}
        onClick={onSelect}
        onPointerMove={(event) => event.currentTarget.focus({ preventScroll: true })}
      >
        {item.icon === undefined ? null : <Icon name={item.icon} className={styles.icon} />}
        <span className={styles.label}>
          {item.label}
          {item.detail === undefined ? null : <div className={styles.detail}>{item.detail}</div>}
        </span>
        {item.keys === undefined ? null : <Kbd keys={item.keys} />}
        {isChoice ? (
          <span className={styles.check}>{item.isChecked === true ? <Icon name="check" /> : null}</span>
        ) : null}
      </button>
    </>
  );
}

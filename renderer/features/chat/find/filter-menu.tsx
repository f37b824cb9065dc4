import { useRef, useState } from 'react';
import { t } from '../../../i18n/translate.ts';
import { classNames } from '../../../ui/class-names.ts';
import { Icon } from '../../../ui/icon.tsx';
import { Menu } from '../../../ui/menu.tsx';
import styles from './find-dialog.module.css';

export type FilterChoice<Value extends string> = { readonly value: Value; readonly label: string };

type FilterMenuProps<Value extends string> = {
  readonly label: string;
  readonly choices: readonly FilterChoice<Value>[];
  /** Null: any. */
  readonly chosen: Value | null;
  readonly onChange: (chosen: Value | null) => void;
};

/** A chip that opens a menu of which one may be chosen, or any. Without choices there is nothing to see. */
export function FilterMenu<Value extends string>({ label, choices, chosen, onChange }: FilterMenuProps<Value>) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  if (choices.length === 0 && chosen === null) return null;
  const present = chosen === null ? undefined : choices.find(({ value }) => value === chosen);
  return (
    <>
      <button
        ref={button}
        type="button"
        className={classNames(styles.chip, chosen !== null && styles.on)}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        aria-label={present === undefined ? label : t('find.filter-set', { label, value: present.label })}
        onClick={() => setIsOpen(true)}
      >
        <span className={styles.chipLabel}>{present?.label ?? label}</span>
        <Icon name="chevron-down" size={13} />
      </button>
      {isOpen ? (
        <Menu
          label={label}
          anchor={button}
          onClose={() => setIsOpen(false)}
          items={[
            { id: 'any', label: t('find.any'), isChecked: chosen === null, onSelect: () => onChange(null) },
            ...choices.map((choice) => ({
              id: `choice-${choice.value}`,
              label: choice.label,
              isChecked: choice.value === chosen,
              onSelect: () => onChange(choice.value),
            })),
          ]}
        />
      ) : null}
    </>
  );
}

import type { KeyboardEvent } from 'react';
import { classNames } from './class-names.ts';
import { Icon } from './icon.tsx';
import styles from './search-head.module.css';

type SearchHeadProps = {
  readonly label: string;
  /** `label` when left out. */
  readonly placeholder?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  /** The element with what was found, and the option in it that Enter takes. */
  readonly listId: string;
  readonly selectedId: string | undefined;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Filters follow: the line goes beneath them. */
  readonly hasFilters?: boolean;
};

/** The only field of a searching dialog, at its top: it keeps the focus while its keys move through the list. */
export function SearchHead(props: SearchHeadProps) {
  const { label, placeholder = label, value, onChange, listId, selectedId, onKeyDown, hasFilters = false } = props;
  return (
    <div className={classNames(styles.search, !hasFilters && styles.line)}>
      <Icon name="search" size={17} />
      <input
        className={styles.input}
        value={value}
        autoFocus
        maxLength={1000}
        dir="auto"
        role="combobox"
        aria-expanded="true"
        aria-autocomplete="list"
        aria-controls={listId}
        aria-activedescendant={selectedId}
        aria-label={label}
        placeholder={placeholder}
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={onKeyDown}
      />
    </div>
  );
}

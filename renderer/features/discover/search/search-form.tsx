import { useState, type FormEvent, type KeyboardEvent, type RefObject } from 'react';
import { t } from '../../../i18n/translate.ts';
import { useFamilies, useHubHost } from '../../../state/hub/hub-hooks.ts';
import type { SearchCriteria, SearchState } from '../../../state/hub/search-store.ts';
import { Button } from '../../../ui/button.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import { FilterBar } from './filter-bar.tsx';
import { focusFirstResult } from './result-keys.ts';
import styles from './search-form.module.css';

type SearchFormProps = {
  readonly ref: RefObject<HTMLInputElement | null>;
  readonly state: SearchState;
  readonly onAsk: (criteria: SearchCriteria) => void;
  readonly onClear: () => void;
};

/** The words, the order and the filters. */
export function SearchForm({ ref, state, onAsk, onClear }: SearchFormProps) {
  const host = useHubHost();
  const families = useFamilies();
  const { criteria } = state;
  const [text, setText] = useState(criteria.text);
  const ask = (change: Partial<SearchCriteria> = {}) => onAsk({ ...criteria, text: text.trim(), ...change });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    ask();
  };
  const clear = () => {
    setText('');
    onClear();
    ref.current?.focus();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown' && focusFirstResult()) event.preventDefault();
    if (event.key === 'Escape' && (text !== '' || state.status !== 'idle')) {
      event.preventDefault();
      clear();
    }
  };
  return (
    <form role="search" className={styles.form} onSubmit={submit}>
      <div className={styles.line}>
        <TextField
          ref={ref}
          type="search"
          className={styles.field}
          label={t('discover.search')}
          isLabelHidden
          inputSize="large"
          icon="search"
          placeholder={t('discover.placeholder')}
          hint={state.status === 'idle' ? t('discover.hint', { host }) : undefined}
          maxLength={200}
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={onKeyDown}
          trailing={
            text !== '' || state.status !== 'idle' ? (
              <IconButton size="small" icon="close" label={t('discover.clear')} onClick={clear} />
            ) : null
          }
        />
        <Button type="submit" variant="primary" size="large">
          {t('discover.submit')}
        </Button>
      </div>
      <FilterBar criteria={criteria} families={families} onChange={ask} />
    </form>
  );
}

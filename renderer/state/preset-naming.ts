import { useState, type FormEvent } from 'react';
import { toAppError } from '../api/to-app-error.ts';
import { errorText } from '../i18n/error-text.ts';
import { t } from '../i18n/translate.ts';
import { useApp } from './app-context.tsx';

type PresetNaming = {
  readonly name: string;
  readonly setName: (name: string) => void;
  /** Why it was not saved. */
  readonly error: string | null;
  readonly submit: (event: FormEvent) => void;
};

type PresetNamingOptions = {
  /** Empty for settings that have no name yet. */
  readonly firstName: string;
  readonly save: (name: string) => Promise<{ readonly name: string }>;
  readonly onDone: () => void;
};

/** A name for settings of any kind; one that is taken is asked for again. */
export function usePresetNaming({ firstName, save, onDone }: PresetNamingOptions): PresetNaming {
  const app = useApp();
  const [name, setName] = useState(firstName);
  const [error, setError] = useState<string | null>(null);
  return {
    name,
    setName(text) {
      setName(text);
      setError(null);
    },
    error,
    submit(event) {
      event.preventDefault();
      if (name.trim() === '') return;
      save(name.trim()).then(
        (saved) => {
          app.announce(t('ui.preset-saved', { name: saved.name }));
          onDone();
        },
        (failure: unknown) => {
          const problem = toAppError(failure);
          const isTaken = problem.code === 'settings-invalid' && problem.params['field'] === 'name';
          setError(isTaken ? t('ui.preset-taken') : errorText(problem).title);
        },
      );
    },
  };
}

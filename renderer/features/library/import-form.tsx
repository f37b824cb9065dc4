import { useEffect, useRef, useState, type FormEvent } from 'react';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useSystemInfo } from '../../state/hooks.ts';
import { importDraftOf } from '../../state/import-draft.ts';
import { useStore } from '../../state/store.ts';
import { Button } from '../../ui/button.tsx';
import { TextField } from '../../ui/text-field.tsx';
import styles from './import-form.module.css';

type ImportFormProps = {
  readonly size: 'medium' | 'large';
  readonly onBring: (path: string) => void;
};

/** A path, typed or chosen in the system's own dialog. */
export function ImportForm({ size, onBring }: ImportFormProps) {
  const app = useApp();
  const { client, attempt } = app;
  const isDesktop = useSystemInfo()?.host === 'desktop';
  const draft = importDraftOf(app);
  const { path, isOffered } = useStore(draft);
  const [isRefused, setIsRefused] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const setPath = (text: string): void => draft.set({ path: text, isOffered: false });
  useEffect(() => {
    if (!isOffered) return;
    input.current?.focus();
    draft.set((current) => ({ ...current, isOffered: false }));
  }, [draft, isOffered]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const wanted = path.trim();
    setIsRefused(wanted === '');
    if (wanted === '') {
      input.current?.focus();
      return;
    }
    onBring(wanted);
    setPath('');
  };
  const choose = () =>
    attempt(
      client.models.pickFile.mutate().then(({ path: chosen }) => (chosen === null ? undefined : onBring(chosen))),
    );
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <TextField
        ref={input}
        className={styles.field}
        label={t('library.import-label')}
        isLabelHidden
        inputSize={size}
        icon="file"
        isCode={path !== ''}
        placeholder={t('library.import-placeholder')}
        value={path}
        error={isRefused ? t('library.import-needs-path') : null}
        onChange={(event) => {
          setPath(event.target.value);
          setIsRefused(false);
        }}
      />
      {isDesktop ? (
        <Button size={size} icon="folder" onClick={choose}>
          {t('library.import-choose')}
        </Button>
      ) : null}
      <Button size={size} variant="primary" type="submit">
        {t('library.import-submit')}
      </Button>
    </form>
  );
}

import { useRef, useState, type FormEvent } from 'react';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import { isCancelled, toAppError } from '../../../api/to-app-error.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useModels, useSystemInfo } from '../../../state/hooks.ts';
import { formatRoute } from '../../../state/route.ts';
import { liveValue } from '../../../state/stream.ts';
import { Button } from '../../../ui/button.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import { Mark } from '../../../ui/mark.tsx';
import { TextField } from '../../../ui/text-field.tsx';
import styles from './no-model.module.css';

/** Before there is any model: bring one, right here. */
export function NoModel() {
  return (
    <EmptyState
      title={t('chat.no-model-title')}
      drawing={<Mark size={44} />}
      actions={<BringForm />}
      className={styles.empty}
    >
      {t('chat.no-model-why')}
    </EmptyState>
  );
}

function BringForm() {
  const { attempt, client } = useApp();
  const [path, setPath] = useState('');
  const { bring, error, isBringing } = useBring();
  const field = useRef<HTMLInputElement>(null);
  const isDesktop = useSystemInfo()?.host === 'desktop';
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (path.trim() === '') field.current?.focus();
    else bring(path.trim());
  };
  const pick = async (): Promise<void> => {
    const picked = await client.models.pickFile.mutate();
    if (picked.path !== null) bring(picked.path);
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <div className={styles.row}>
        <TextField
          className={styles.field}
          label={t('chat.no-model-path')}
          isLabelHidden
          icon="file"
          isCode={path !== ''}
          inputSize="large"
          ref={field}
          autoFocus
          placeholder={t('chat.no-model-path')}
          value={path}
          onChange={(event) => setPath(event.target.value)}
        />
        <Button type="submit" variant="primary" size="large" disabled={isBringing}>
          {t('chat.no-model-add')}
        </Button>
      </div>
      {isBringing ? <ImportProgress /> : null}
      {error === null ? null : <ErrorPanel error={error} className={styles.error} />}
      <div className={styles.others}>
        {isDesktop ? (
          <Button icon="folder" onClick={() => attempt(pick())}>
            {t('chat.no-model-pick')}
          </Button>
        ) : null}
        <a href={formatRoute({ screen: 'discover', repo: null })}>{t('chat.no-model-discover')}</a>
        <a href={formatRoute({ screen: 'library' })}>{t('chat.no-model-library')}</a>
      </div>
    </form>
  );
}

function ImportProgress() {
  const step = liveValue(useModels())?.imports[0]?.step;
  const words = t(step === 'trial-load' ? 'chat.no-model-trying' : 'chat.no-model-reading');
  return (
    <div className={styles.progress} role="status">
      <span>{words}</span>
      <ProgressBar label={words} fraction={null} />
    </div>
  );
}

/** Imports a file and makes it the model of the next chat. */
function useBring() {
  const { client, updateSettings } = useApp();
  const [isBringing, setIsBringing] = useState(false);
  const [error, setError] = useState<AppErrorData | null>(null);
  const bring = (path: string): void => {
    setIsBringing(true);
    setError(null);
    client.models.importFile
      .mutate({ path })
      .then(
        ({ id }) => updateSettings({ lastModelId: id }),
        (failure: unknown) => {
          const reason = toAppError(failure);
          if (!isCancelled(reason)) setError(reason);
        },
      )
      .finally(() => setIsBringing(false));
  };
  return { bring, error, isBringing };
}

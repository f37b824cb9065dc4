import { useCallback, useState } from 'react';
import { loadLimits } from '../../../main/contract/load-settings.ts';
import type { Model, ModelRuntime } from '../../../main/contract/models.ts';
import type { TemplateTruth } from '../../../main/contract/prompt.ts';
import { formatNumber } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { withRefused } from '../../state/runtime/settings-draft.ts';
import { Button } from '../button.tsx';
import { CodeArea } from '../code-area.tsx';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting, type SettingProps } from './use-setting.ts';
import styles from './settings.module.css';

type TemplateSettingProps = SettingProps & { readonly model: Model; readonly runtime: ModelRuntime };

/** The template conversations go through: the file's, or one of the person's own, with what became of it. */
export function TemplateSetting({ model, runtime, ...props }: TemplateSettingProps) {
  const { drafted } = props;
  const { value, set, frame } = useSetting('chatTemplate', props);
  const refused = drafted.draft.refused.chatTemplate;
  const isOwn = value !== null || refused !== undefined;
  const type = (text: string): void =>
    text.trim() === '' || text.length > loadLimits.chatTemplateLength
      ? drafted.change(withRefused(drafted.draft, 'chatTemplate', text))
      : set(text);
  const error = refused === undefined ? (frame.error ?? refusalOf(runtime, drafted)) : t('run.template-empty');
  return (
    <SettingFrame
      {...frame}
      error={error}
      why={t('run.why-chatTemplate')}
      automatic={null}
      control={
        <span className={styles.value}>
          {value === null ? t('run.template-file') : t('run.template-override', { count: formatNumber(value.length) })}
        </span>
      }
    >
      <Truth runtime={runtime} />
      {isOwn ? (
        <>
          <CodeArea
            label={t('run.template-edit')}
            isWrong={error !== null}
            describedBy={error === null ? `${frame.id}-why` : `${frame.id}-error`}
            value={refused ?? value ?? ''}
            onChange={(event) => type(event.target.value)}
          />
          <p className={styles.note}>{validity(runtime, drafted)}</p>
        </>
      ) : null}
      <div className={styles.buttons}>
        <OwnTemplateButton model={model} isOwn={isOwn} onTemplate={type} />
        {isOwn ? (
          <Button size="small" variant="quiet" onClick={() => set(null)}>
            {t('run.template-back')}
          </Button>
        ) : null}
      </div>
    </SettingFrame>
  );
}

type OwnTemplateButtonProps = {
  readonly model: Model;
  readonly isOwn: boolean;
  readonly onTemplate: (text: string) => void;
};

/** Opens the editor with the file's own template in it. */
function OwnTemplateButton({ model, isOwn, onTemplate }: OwnTemplateButtonProps) {
  const { client, attempt } = useApp();
  const [isAsking, setIsAsking] = useState(false);
  const start = useCallback((): void => {
    setIsAsking(true);
    const asked = client.models.chatTemplate.query({ modelId: model.id });
    attempt(asked.then(({ text }) => onTemplate(text ?? '')).finally(() => setIsAsking(false)));
  }, [attempt, client, model.id, onTemplate]);
  return (
    <Button size="small" disabled={isAsking || model.isMissing} onClick={start}>
      {t(isOwn ? 'run.template-start' : 'run.template-own')}
    </Button>
  );
}

/** Which renderer or wrapper serves the loaded model, and why. */
function Truth({ runtime }: { readonly runtime: ModelRuntime }) {
  if (runtime.state !== 'ready' && runtime.state !== 'generating') return null;
  return <p className={styles.note}>{truthWords(runtime.info.template)}</p>;
}

function truthWords({ source, renderer, wrapper, isWrapperFaithful, problem }: TemplateTruth): string {
  const form = wrapper ?? t('run.truth-unnamed');
  if (source === 'none') return t('run.truth-none', { wrapper: form });
  if (renderer === 'wrapper') return t('run.truth-broken', { wrapper: form, problem: problem ?? '' });
  const made = t(source === 'override' ? 'run.truth-override' : 'run.truth-file');
  if (wrapper === null || isWrapperFaithful === null) return made;
  return `${made} ${t(isWrapperFaithful ? 'run.truth-same' : 'run.truth-differs', { wrapper })}`;
}

function validity(runtime: ModelRuntime, { isChanged }: SettingProps['drafted']): string {
  const isLoaded = runtime.state === 'ready' || runtime.state === 'generating';
  const works = isLoaded && !isChanged && runtime.info.template.source === 'override';
  return t(works ? 'run.template-works' : 'run.template-checked');
}

/** What the last load said of this template, as long as it is the one that was tried. */
function refusalOf(runtime: ModelRuntime, { draft, saved }: SettingProps['drafted']): string | null {
  if (runtime.state !== 'failed' || runtime.error.code !== 'template-failed') return null;
  if (draft.settings.chatTemplate === null || draft.settings.chatTemplate !== saved.chatTemplate) return null;
  return t('run.template-refused', { detail: String(runtime.error.params['detail'] ?? '') });
}

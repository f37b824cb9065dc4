import type { Model } from '../../../main/contract/models.ts';
import { t } from '../../i18n/translate.ts';
import { useChatSettingsSession, type EditedSettings } from '../../state/chat/settings/chat-settings-hooks.ts';
import { Button } from '../button.tsx';
import { PanelSection } from './panel-section.tsx';
import { PromptField } from './prompt-field.tsx';
import { PromptPreviewFold } from './prompt-preview-fold.tsx';
import { PromptVariables } from './prompt-variables.tsx';
import { KeepPromptButton } from './keep-prompt-button.tsx';
import { usePromptPreview } from './use-prompt-preview.ts';
import styles from './settings.module.css';
import promptStyles from './system-prompt.module.css';

type SystemPromptSectionProps = {
  readonly edited: EditedSettings;
  readonly projectName: string;
  readonly model: Model | null;
};

/** What the model reads first: the chat's own text, or its project's. */
export function SystemPromptSection({ edited, projectName, model }: SystemPromptSectionProps) {
  const { own, inherited, effective } = edited;
  const preview = usePromptPreview(effective.systemPrompt, own.variables, model?.id ?? null);
  const isFollowing = own.systemPrompt === null && inherited.systemPrompt !== '';
  return (
    <PanelSection id="prompt" title={t('chat-settings.prompt')} summary={summaryOf(edited)}>
      {isFollowing ? <Followed edited={edited} projectName={projectName} /> : <OwnPrompt edited={edited} />}
      <PromptVariables
        variables={preview?.variables ?? []}
        own={own.variables}
        onChange={(variables) => edited.setPrompt({ variables })}
      />
      {effective.systemPrompt === '' ? null : <PromptPreviewFold text={preview?.text ?? null} />}
    </PanelSection>
  );
}

function summaryOf({ own, inherited }: EditedSettings): string {
  if (own.systemPrompt !== null && own.systemPrompt !== '') return t('chat-settings.prompt-own');
  const isFollowing = own.systemPrompt === null && inherited.systemPrompt !== '';
  return t(isFollowing ? 'chat-settings.prompt-project' : 'chat-settings.prompt-none');
}

function Followed({ edited, projectName }: Omit<SystemPromptSectionProps, 'model'>) {
  const { systemPrompt } = edited.inherited;
  return (
    <>
      <p className={styles.note}>{t('chat-settings.prompt-follows', { name: projectName })}</p>
      <blockquote className={promptStyles.followed} dir="auto">
        {systemPrompt}
      </blockquote>
      <div className={styles.buttons}>
        <Button size="small" onClick={() => edited.setPrompt({ systemPrompt })}>
          {t('chat-settings.prompt-write')}
        </Button>
        <Button size="small" variant="quiet" onClick={() => edited.setPrompt({ systemPrompt: '' })}>
          {t('chat-settings.prompt-without')}
        </Button>
      </div>
    </>
  );
}

function OwnPrompt({ edited }: { readonly edited: EditedSettings }) {
  const { isPromptLibraryOpen } = useChatSettingsSession();
  const { own, inherited } = edited;
  const hasProject = inherited.systemPrompt !== '';
  // Without a project an empty text is nothing of the chat's own.
  const change = (text: string): void => edited.setPrompt({ systemPrompt: text === '' && !hasProject ? null : text });
  return (
    <>
      <PromptField text={own.systemPrompt ?? ''} onChange={change} />
      <div className={styles.buttons}>
        <Button size="small" onClick={() => isPromptLibraryOpen.set(true)}>
          {t('chat-settings.prompt-library')}
        </Button>
        <KeepPromptButton text={own.systemPrompt ?? ''} />
        {hasProject ? (
          <Button size="small" variant="quiet" onClick={() => edited.setPrompt({ systemPrompt: null })}>
            {t('chat-settings.prompt-follow')}
          </Button>
        ) : null}
      </div>
    </>
  );
}

import { useEffect, useRef } from 'react';
import type { Model } from '../../../../main/contract/models.ts';
import { isTakenByLayer } from '../../../actions/is-taken-by-layer.ts';
import { t } from '../../../i18n/translate.ts';
import { useChatSettings, type EditedSettings } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { useShortcutCaps } from '../../../state/hooks.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { FormSection } from '../../../ui/chat-settings/form-section.tsx';
import { OverflowSection } from '../../../ui/chat-settings/overflow-section.tsx';
import { PresetsBar } from '../../../ui/chat-settings/presets-bar.tsx';
import { ReasoningSection } from '../../../ui/chat-settings/reasoning-section.tsx';
import { SamplingSection } from '../../../ui/chat-settings/sampling-section.tsx';
import { SystemPromptSection } from '../../../ui/chat-settings/system-prompt-section.tsx';
import { TemplateSection } from '../../../ui/chat-settings/template-section.tsx';
import sectionStyles from '../../../ui/chat-settings/settings.module.css';
import styles from './settings-panel.module.css';

type SettingsPanelProps = {
  readonly conversationId: string | null;
  /** Of a chat that has not begun. */
  readonly projectId: string | null;
  /** Of the project the chat is in; empty without one. */
  readonly projectName: string;
  /** The model that answers next. */
  readonly model: Model | null;
  readonly onClose: () => void;
};

/** How this chat's replies are made, beside the chat; over its end where there is no room. */
export function SettingsPanel({ conversationId, projectId, projectName, model, onClose }: SettingsPanelProps) {
  const edited = useChatSettings(conversationId, projectId);
  const keys = useShortcutCaps('chat.toggle-settings');
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => title.current?.focus(), []);
  return (
    <aside
      className={styles.panel}
      aria-label={t('chat-settings.title')}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented || isTakenByLayer(event)) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
    >
      <header className={styles.header} data-drag-region>
        <h2 ref={title} tabIndex={-1} className={styles.title}>
          {t('chat-settings.title')}
        </h2>
        <IconButton icon="close" label={t('chat-settings.hide')} keys={keys} onClick={onClose} />
      </header>
      <div className={styles.body}>
        {edited === null ? (
          <PanelSkeleton />
        ) : (
          <Sections key={conversationId} edited={edited} projectName={projectName} model={model} />
        )}
      </div>
    </aside>
  );
}

type SectionsProps = Pick<SettingsPanelProps, 'projectName' | 'model'> & { readonly edited: EditedSettings };

function Sections({ edited, projectName, model }: SectionsProps) {
  return (
    <>
      <p className={sectionStyles.note}>{t('chat-settings.when')}</p>
      <PresetsBar edited={edited} model={model} />
      <SystemPromptSection edited={edited} projectName={projectName} model={model} />
      <SamplingSection edited={edited} model={model} />
      <ReasoningSection edited={edited} model={model} />
      <FormSection edited={edited} />
      <OverflowSection edited={edited} />
      <TemplateSection edited={edited} />
    </>
  );
}

function PanelSkeleton() {
  return (
    <div className={sectionStyles.fields} role="status" aria-busy="true" aria-label={t('chat-settings.loading')}>
      {['60%', '90%', '75%', '85%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}

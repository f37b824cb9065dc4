import { t } from '../../../i18n/translate.ts';
import { useChatSettings, useChatSettingsSession } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { Button } from '../../../ui/button.tsx';
import { useSettingsPanel } from './use-settings-panel.ts';
import styles from './unfilled-notice.module.css';

type UnfilledNoticeProps = {
  readonly conversationId: string | null;
  readonly projectId: string | null;
};

/** Before anything is sent: which variables of the system prompt would be sent by their names. */
export function UnfilledNotice({ conversationId, projectId }: UnfilledNoticeProps) {
  const { setOpen } = useSettingsPanel();
  const { unfolded } = useChatSettingsSession();
  const unfilled = useChatSettings(conversationId, projectId)?.unfilled ?? [];
  if (unfilled.length === 0) return null;
  const names = unfilled.map((name) => `{{${name}}}`).join(', ');
  return (
    <div className={styles.notice} role="status">
      <p>{t('chat-settings.unfilled', { count: unfilled.length, names })}</p>
      <Button
        size="small"
        onClick={() => {
          unfolded.set((open) => new Set([...open, 'prompt']));
          setOpen(true);
        }}
      >
        {t('chat-settings.unfilled-fill')}
      </Button>
    </div>
  );
}

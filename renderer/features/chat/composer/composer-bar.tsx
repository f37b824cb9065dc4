import { draftKeyOf } from '../../../../main/contract/drafts.ts';
import type { ConversationId } from '../../../../main/contract/ids.ts';
import type { Model } from '../../../../main/contract/models.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useRuntime, useShortcutCaps } from '../../../state/hooks.ts';
import { SendOrStop } from '../../../ui/composer/send-or-stop.tsx';
import { CpuNote } from '../../../ui/cpu-note.tsx';
import { AddMenu } from './add-menu.tsx';
import { ModelPicker } from './model-picker.tsx';
import styles from './composer.module.css';

type ComposerBarProps = {
  readonly conversationId: string | null;
  readonly model: Model | null;
  readonly isBusy: boolean;
  readonly canSend: boolean;
  readonly hintId: string;
  readonly onAttach: (files: readonly File[]) => void;
  readonly onBeginReply: () => void;
  readonly onChoose: (model: Model) => void;
};

/** Beneath the text: what goes along, who answers, and one place to send or stop. */
export function ComposerBar(props: ComposerBarProps) {
  const { conversationId, model, isBusy, canSend, hintId, onAttach, onBeginReply, onChoose } = props;
  const app = useApp();
  const stopKeys = useShortcutCaps('chat.stop');
  const runtime = useRuntime(model?.id ?? null);
  const stop = (): void => {
    if (conversationId !== null) app.attempt(app.client.chat.stop.mutate({ conversationId }));
  };
  return (
    <div className={styles.bar}>
      <AddMenu
        onFiles={onAttach}
        onBeginReply={onBeginReply}
        draftKey={draftKeyOf(conversationId as ConversationId | null)}
        onPicked={() => app.wantedFocus.set('composer')}
      />
      <ModelPicker model={model} onChoose={onChoose} />
      <CpuNote runtime={runtime} />
      <span className={styles.room} />
      <SendOrStop
        isBusy={isBusy}
        canSend={canSend}
        hintId={hintId}
        sendLabel={t('chat.send')}
        stopLabel={t('chat.stop')}
        stopKeys={stopKeys}
        onStop={stop}
      />
    </div>
  );
}

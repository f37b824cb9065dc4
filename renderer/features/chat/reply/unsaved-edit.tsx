import type { Message } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import type { MessageCommands } from './message-commands.ts';
import styles from './unsaved-edit.module.css';

type UnsavedEditProps = { readonly message: Message; readonly commands: MessageCommands };

/** Says that words of an edit wait: whoever closed the editor has not lost them. */
export function UnsavedEdit({ message, commands }: UnsavedEditProps) {
  return (
    <div className={styles.line}>
      <span>{t('message.unsaved')}</span>
      <Button data-edit-on size="small" icon="rename" onClick={() => commands.edit(message)}>
        {t('message.unsaved-go-on')}
      </Button>
      <Button size="small" variant="quiet" onClick={() => commands.discardEdit(message)}>
        {t('message.unsaved-discard')}
      </Button>
    </div>
  );
}

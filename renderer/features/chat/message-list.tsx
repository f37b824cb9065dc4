import type { Message } from '../../../main/contract/chat.ts';
import { t } from '../../i18n/translate.ts';
import type { ConversationState } from '../../state/chat/conversation-state.ts';
import type { Store } from '../../state/store.ts';
import { LiveReply } from './reply/live-reply.tsx';
import type { ReplyCommands } from './reply/reply.tsx';
import { UserMessage } from './reply/user-message.tsx';
import { useRenderedFrom } from './use-rendered-from.ts';
import styles from './message-list.module.css';

type MessageListProps = {
  readonly store: Store<ConversationState>;
  readonly messages: readonly Message[];
  readonly isBusy: boolean;
  readonly commands: ReplyCommands;
};

/** The messages of the active path. What is far from the screen costs neither layout nor paint. */
export function MessageList({ store, messages, isBusy, commands }: MessageListProps) {
  const from = useRenderedFrom(messages.length);
  const lastId = messages.at(-1)?.id;
  return (
    <ol className={styles.list} aria-label={t('chat.messages')} aria-busy={from > 0}>
      {messages.slice(from).map((message) => (
        // Versions of a reply share their place, so that going through them keeps the focus.
        <li key={message.parentId ?? 'first'} className={message.id === lastId ? styles.last : styles.item}>
          {message.role === 'user' ? (
            <UserMessage message={message} />
          ) : (
            <LiveReply
              store={store}
              message={message}
              isLast={message.id === lastId}
              isBusy={isBusy}
              commands={commands}
            />
          )}
        </li>
      ))}
    </ol>
  );
}

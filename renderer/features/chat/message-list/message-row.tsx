import { memo } from 'react';
import type { Message } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import type { ConversationState } from '../../../state/chat/conversation-state.ts';
import type { Store } from '../../../state/store.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { SummaryCard } from '../context/summary-card.tsx';
import { LiveReply } from '../reply/live-reply.tsx';
import type { MessageCommands } from '../reply/message-commands.ts';
import { UserMessage } from '../reply/user-message.tsx';
import styles from './message-list.module.css';

type MessageRowProps = {
  readonly store: Store<ConversationState>;
  /** Null until it was told. */
  readonly message: Message | null;
  /** 0 first. */
  readonly place: number;
  readonly count: number;
  readonly isBusy: boolean;
  /** A person was led here just now. */
  readonly isFound: boolean;
  readonly commands: MessageCommands;
  readonly observe: (row: HTMLElement | null) => (() => void) | undefined;
};

/** One message in its place of the list; it can take the focus when somebody is led to it. */
export const MessageRow = memo(function MessageRow(props: MessageRowProps) {
  const { message, place, count, isFound, observe } = props;
  return (
    <li
      ref={observe}
      className={message === null ? styles.unknown : styles.row}
      data-place={place}
      data-message={message?.id}
      data-found={isFound || undefined}
      aria-posinset={place + 1}
      aria-setsize={count}
      aria-busy={message === null}
      tabIndex={-1}
    >
      {message === null ? <UnknownMessage /> : <KnownMessage {...props} message={message} />}
    </li>
  );
});

function UnknownMessage() {
  return (
    <div className={styles.skeleton} role="status" aria-label={t('reading.message-loading')}>
      <Skeleton width="92%" />
      <Skeleton width="97%" />
      <Skeleton width="58%" />
    </div>
  );
}

type KnownMessageProps = MessageRowProps & { readonly message: Message };

function KnownMessage({ store, message, place, count, isBusy, commands }: KnownMessageProps) {
  const shared = { message, isLast: place === count - 1, isBusy, commands };
  const row = message.role === 'user' ? <UserMessage {...shared} /> : <LiveReply store={store} {...shared} />;
  if (message.summary === null) return row;
  return (
    <>
      {row}
      <SummaryCard key={message.summary.id} summary={message.summary} count={place + 1} />
    </>
  );
}

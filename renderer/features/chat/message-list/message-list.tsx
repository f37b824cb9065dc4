import { useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { t } from '../../../i18n/translate.ts';
import type { ConversationPath } from '../../../state/chat/conversation-path.ts';
import type { ConversationStore } from '../../../state/chat/conversation-store.ts';
import { useStore } from '../../../state/store.ts';
import type { MessageCommands } from '../reply/message-commands.ts';
import { MessageRow } from './message-row.tsx';
import { RowWindow } from './row-window.ts';
import { useWantedRow } from './use-wanted-row.ts';
import styles from './message-list.module.css';

type MessageListProps = {
  readonly store: ConversationStore;
  readonly conversationId: string;
  readonly path: ConversationPath;
  readonly isBusy: boolean;
  readonly commands: MessageCommands;
  readonly scroller: RefObject<HTMLDivElement | null>;
  /** Lets go of the end, before the reader is led elsewhere. */
  readonly release: () => void;
};

/** The messages of the active path, of which only those near the screen are drawn. */
export function MessageList({ store, conversationId, path, isBusy, commands, scroller, release }: MessageListProps) {
  const { messages } = path;
  const [rows] = useState(() => new RowWindow(messages, (from, to) => store.look(from, to)));
  rows.follow(messages);
  const drawn = useStore(rows.drawn);
  const list = useRef<HTMLOListElement>(null);
  // The scroller's own reference is not there yet: what is outside comes after what is inside.
  useLayoutEffect(() => {
    const box = list.current?.closest<HTMLElement>('[data-scroller]') ?? null;
    return box === null ? undefined : rows.attach(box);
  }, [rows]);
  useLayoutEffect(() => rows.update(), [rows, messages]);
  const foundId = useWantedRow({ conversationId, scroller, rows, release });
  return (
    <ol ref={list} className={styles.list} aria-label={t('chat.messages')}>
      {rows.runs(drawn).map((run) => {
        if (run.type === 'room') {
          return (
            <li key={`room-${run.first}`} className={styles.room} style={{ height: run.height }} aria-hidden="true" />
          );
        }
        const message = messages[run.place] ?? null;
        return (
          <MessageRow
            // Versions of a message share their place, so that going through them keeps the focus.
            key={message === null ? `place-${run.place}` : (message.parentId ?? 'first')}
            store={store.shown}
            message={message}
            place={run.place}
            count={messages.length}
            isBusy={isBusy}
            isFound={message !== null && message.id === foundId}
            commands={commands}
            observe={rows.observe}
          />
        );
      })}
    </ol>
  );
}

import type { Message } from '../../../../main/contract/chat.ts';
import type { ConversationState } from '../../../state/chat/conversation-state.ts';
import { useStore, type Store } from '../../../state/store.ts';
import type { MessageCommands } from './message-commands.ts';
import { Reply } from './reply.tsx';

type LiveReplyProps = {
  readonly store: Store<ConversationState>;
  /** The message as the path has it; its newest text comes from the store. */
  readonly message: Message;
  readonly isLast: boolean;
  readonly isBusy: boolean;
  readonly commands: MessageCommands;
};

/** A reply that follows its own text, so that nothing else renders while it grows. */
export function LiveReply({ store, message, ...rest }: LiveReplyProps) {
  const live = useStore(store, (state) =>
    state.status === 'ready' && state.live?.id === message.id ? state.live : null,
  );
  const phase = useStore(store, (state) =>
    state.status === 'ready' && state.live?.id === message.id ? state.phase : null,
  );
  return <Reply message={live ?? message} phase={phase} {...rest} />;
}

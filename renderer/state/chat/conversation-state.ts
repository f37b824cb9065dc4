import type { Conversation, ConversationEvent, Message, ReplyPhase } from '../../../main/contract/chat.ts';
import type { AppErrorData } from '../../../main/contract/errors.ts';

/**
 * One conversation as the server tells it. `live` is the reply under way with its newest text; the same message stands
 * in `messages` as it was when the path was last sent, so that a delta leaves `messages` untouched.
 *
 *   loading ──snapshot──▶ ready ──deleted──▶ deleted
 *      └──────error──────▶ failed
 */
export type ConversationState =
  | { readonly status: 'loading' }
  | { readonly status: 'failed'; readonly error: AppErrorData }
  | { readonly status: 'deleted' }
  | ReadyConversation;

export type ReadyConversation = {
  readonly status: 'ready';
  readonly conversation: Conversation;
  readonly messages: readonly Message[];
  readonly live: Message | null;
  readonly phase: ReplyPhase | null;
  readonly storageTrouble: AppErrorData | null;
};

/** `isOutOfStep`: a piece did not fit onto the text so far; only a fresh snapshot helps. */
export type ConversationStep = { readonly state: ConversationState; readonly isOutOfStep: boolean };

/** Applies one event of `chat.watch`. */
export function reduceConversation(state: ConversationState, event: ConversationEvent): ConversationStep {
  if (event.type === 'snapshot') return inStep(fromSnapshot(state, event));
  if (event.type === 'deleted') return inStep({ status: 'deleted' });
  if (state.status !== 'ready') return inStep(state);
  switch (event.type) {
    case 'conversation-changed':
      return inStep({ ...state, conversation: event.conversation });
    case 'path-changed':
      return inStep({ ...state, ...pathOf(state.messages, event.path.messages, event.phase) });
    case 'message-changed':
      return inStep({ ...state, messages: replaced(state.messages, event.message) });
    case 'reply-phase':
      return inStep(state.live?.id === event.replyId ? { ...state, phase: event.phase } : state);
    case 'reply-delta':
      return applyDelta(state, event);
    case 'reply-ended':
      return inStep(endReply(state, event.message));
    case 'storage-trouble':
      return inStep({ ...state, storageTrouble: event.error });
  }
}

function inStep(state: ConversationState): ConversationStep {
  return { state, isOutOfStep: false };
}

function fromSnapshot(
  state: ConversationState,
  event: Extract<ConversationEvent, { type: 'snapshot' }>,
): ReadyConversation {
  const isSame = state.status === 'ready' && state.conversation.id === event.conversation.id;
  return {
    status: 'ready',
    conversation: event.conversation,
    ...pathOf(isSame ? state.messages : [], event.path.messages, event.phase),
    storageTrouble: null,
  };
}

function pathOf(
  before: readonly Message[],
  sent: readonly Message[],
  phase: ReplyPhase | null,
): Pick<ReadyConversation, 'messages' | 'live' | 'phase'> {
  const messages = reuseUnchanged(before, sent);
  return { messages, live: messages.findLast(({ status }) => status === 'streaming') ?? null, phase };
}

function applyDelta(
  state: ReadyConversation,
  event: Extract<ConversationEvent, { type: 'reply-delta' }>,
): ConversationStep {
  const { live } = state;
  // A reply on another branch goes on being written; its text comes with the path that shows it.
  if (live?.id !== event.replyId) return inStep(state);
  if (live[event.kind].length !== event.offset) return { state, isOutOfStep: true };
  return inStep({ ...state, live: { ...live, [event.kind]: live[event.kind] + event.text } });
}

function endReply(state: ReadyConversation, ended: Message): ReadyConversation {
  const messages = replaced(state.messages, ended);
  return state.live?.id === ended.id ? { ...state, messages, live: null, phase: null } : { ...state, messages };
}

function replaced(messages: readonly Message[], changed: Message): readonly Message[] {
  return messages.map((message) => (message.id === changed.id ? changed : message));
}

/** Keeps the objects of messages that did not change, so that their rows need not render again. */
function reuseUnchanged(before: readonly Message[], sent: readonly Message[]): readonly Message[] {
  const known = new Map(before.map((message) => [message.id, message]));
  return sent.map((message) => {
    const old = known.get(message.id);
    return old && isSameMessage(old, message) ? old : message;
  });
}

function isSameMessage(a: Message, b: Message): boolean {
  return a.text === b.text && a.reasoning === b.reasoning && withoutTexts(a) === withoutTexts(b);
}

function withoutTexts(message: Message): string {
  return JSON.stringify({ ...message, text: '', reasoning: '' });
}

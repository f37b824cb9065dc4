import type { Conversation, ConversationEvent, Message, ReplyPhase } from '../../../main/contract/chat.ts';
import type { AppErrorData } from '../../../main/contract/errors.ts';
import { emptyPath, pathFromWindow, withMessage, type ConversationPath } from './conversation-path.ts';

/**
 * One conversation as the server tells it. `live` is the reply under way with its newest text; the same message stands
 * on the path as it was when the path was last sent, so that a delta leaves the path untouched.
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
  readonly path: ConversationPath;
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
      return inStep({ ...state, ...followed(pathFromWindow(state.path, event.path), event.phase) });
    case 'message-changed':
      return inStep(changeMessage(state, event.message));
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
    ...followed(pathFromWindow(isSame ? state.path : emptyPath, event.path), event.phase),
    storageTrouble: null,
  };
}

function followed(
  path: ConversationPath,
  phase: ReplyPhase | null,
): Pick<ReadyConversation, 'path' | 'live' | 'phase'> {
  return { path, live: path.messages.findLast((message) => message?.status === 'streaming') ?? null, phase };
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
  const path = withMessage(state.path, ended);
  return state.live?.id === ended.id ? { ...state, path, live: null, phase: null } : { ...state, path };
}

function changeMessage(state: ReadyConversation, changed: Message): ReadyConversation {
  const path = withMessage(state.path, changed);
  if (state.live?.id !== changed.id) return path === state.path ? state : { ...state, path };
  // Its text here is newer: what was read from the disk is up to half a second old.
  return { ...state, path, live: { ...changed, text: state.live.text, reasoning: state.live.reasoning } };
}

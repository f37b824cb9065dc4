import type { ConversationEvent, Message } from '../../../contract/chat.ts';
import type { ConversationId, MessageId, ModelId } from '../../../contract/ids.ts';
import { AppError, type AppErrorData } from '../../../contract/errors.ts';
import { describeFailure } from '../../app-error.ts';
import type { ChatService } from '../../chat/chat-service.ts';
import type { Begun } from '../../chat/reply-starter.ts';
import type { Logger } from '../../ports/host.ts';

export type AnswerEvent = Extract<ConversationEvent, { type: 'reply-phase' | 'reply-delta' }>;

export type AnswerTask = {
  readonly conversationId: ConversationId;
  readonly modelId: ModelId;
  /** Sets the model to work. @throws AppError when there is nothing to set to work. */
  readonly begin: () => Begun;
};

export type AnswerListener = {
  /** Its reply is on disk; `text` is what it has already. */
  readonly onBegun: (replyId: MessageId, text: string) => void;
  readonly onEvent: (event: AnswerEvent) => void;
};

/** How an answer came to its end: with a message, or with what kept it from being asked. */
export type Written = { readonly message: Message } | { readonly failure: AppErrorData };

export type WriterPorts = { readonly chat: ChatService; readonly logger: Logger };

/** Takes one answer from its question to its ending, through chat. Never rejects. */
export async function writeAnswer(
  { conversationId, begin }: AnswerTask,
  { onBegun, onEvent }: AnswerListener,
  { chat, logger }: WriterPorts,
): Promise<Written> {
  const ended = Promise.withResolvers<Written>();
  // A reply that fails at once has ended before its id is known here.
  const early: ConversationEvent[] = [];
  let replyId: MessageId | null = null;
  const hear = (event: ConversationEvent): void => {
    if (event.type === 'deleted')
      ended.resolve({ failure: new AppError('not-found', { what: 'conversation' }).toData() });
    if (event.type === 'reply-ended' && event.message.id === replyId) ended.resolve({ message: event.message });
    if ((event.type === 'reply-phase' || event.type === 'reply-delta') && event.replyId === replyId) onEvent(event);
  };
  let leave = (): void => undefined;
  try {
    leave = chat.watch(conversationId, (event) => {
      if (replyId === null) early.push(event);
      else hear(event);
    });
    replyId = begin().replyId;
    onBegun(replyId, chat.writing(conversationId)?.text ?? '');
    early.forEach(hear);
    return await ended.promise;
  } catch (error) {
    if (!(error instanceof AppError)) logger.error('answer', error);
    // Words that nobody looks at would keep the column from its next prompt.
    if (replyId !== null) await chat.stop(conversationId);
    return { failure: describeFailure(error, logger) };
  } finally {
    leave();
  }
}

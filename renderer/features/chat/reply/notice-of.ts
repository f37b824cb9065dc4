import type { Message } from '../../../../main/contract/chat.ts';
import type { AppErrorData } from '../../../../main/contract/errors.ts';

export type ReplyNoticeContent =
  | {
      readonly type: 'line';
      readonly words:
        | 'chat.notice-stopped'
        | 'chat.notice-stopped-empty'
        | 'chat.notice-interrupted'
        | 'chat.notice-max-tokens'
        | 'chat.notice-context-full'
        | 'chat.notice-empty';
      readonly canRetry: boolean;
      /** The model may go on from the words that are there. */
      readonly canContinue: boolean;
    }
  | { readonly type: 'error'; readonly error: AppErrorData; readonly canContinue: boolean };

/** What has to be said below an ended reply; null when it ended as replies do. */
export function noticeOf(message: Message): ReplyNoticeContent | null {
  const { status, error, stopReason, text, reasoning, parentId } = message;
  // Without a message before it there would be nothing to answer.
  const canContinue = parentId !== null && (text !== '' || reasoning !== '');
  const line = (words: Extract<ReplyNoticeContent, { type: 'line' }>['words'], canRetry: boolean) =>
    ({ type: 'line', words, canRetry, canContinue }) as const;
  const failed = (failure: AppErrorData) => ({ type: 'error', error: failure, canContinue }) as const;
  switch (status) {
    case 'failed':
      return failed(error ?? { code: 'internal', params: { reference: 'reply' }, isRetryable: true });
    case 'interrupted':
      return error === null ? line('chat.notice-interrupted', true) : failed(error);
    case 'stopped':
      return text === '' ? line('chat.notice-stopped-empty', true) : line('chat.notice-stopped', false);
    case 'complete':
      if (stopReason === 'max-tokens') return line('chat.notice-max-tokens', false);
      if (stopReason === 'context-full') return line('chat.notice-context-full', false);
      return text.trim() === '' ? line('chat.notice-empty', true) : null;
    case 'streaming':
      return null;
  }
}

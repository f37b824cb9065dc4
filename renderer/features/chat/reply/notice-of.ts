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
    }
  | { readonly type: 'error'; readonly error: AppErrorData };

/** What has to be said below an ended reply; null when it ended as replies do. */
export function noticeOf({ status, error, stopReason, text }: Message): ReplyNoticeContent | null {
  const line = (words: Extract<ReplyNoticeContent, { type: 'line' }>['words'], canRetry: boolean) =>
    ({ type: 'line', words, canRetry }) as const;
  switch (status) {
    case 'failed':
      return { type: 'error', error: error ?? { code: 'internal', params: { reference: 'reply' }, isRetryable: true } };
    case 'interrupted':
      return error === null ? line('chat.notice-interrupted', true) : { type: 'error', error };
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

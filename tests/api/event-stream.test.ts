import { expect, test } from 'vitest';
import type { ConversationEvent } from '../../main/contract/chat.ts';
import type { MessageId } from '../../main/contract/ids.ts';
import { eventStream } from '../../main/api/event-stream.ts';
import { mergeConversationEvents } from '../../main/api/routers/chat-router.ts';

test('a slow reader gets every word, joined into few events, in order', async () => {
  const abort = new AbortController();
  let emit: (event: ConversationEvent) => void = () => undefined;
  let isSubscribed = true;
  const stream = eventStream<ConversationEvent>(
    (listener) => {
      emit = listener;
      return () => void (isSubscribed = false);
    },
    abort.signal,
    mergeConversationEvents,
  );
  const pending = stream.next();
  await Promise.resolve();
  const replyId = 'r' as MessageId;
  for (let index = 0; index < 1_000; index += 1) {
    emit({ type: 'reply-delta', replyId, kind: 'text', offset: index, text: 'x' });
    if (index === 499) emit({ type: 'storage-trouble', error: null });
  }
  const received = [await pending, await stream.next(), await stream.next()].map(
    ({ value }) => value as ConversationEvent,
  );
  expect(
    received.map((event) => (event.type === 'reply-delta' ? [event.offset, event.text.length] : event.type)),
  ).toEqual([[0, 500], 'storage-trouble', [500, 500]]);
  const ended = stream.next();
  abort.abort();
  expect([(await ended).done, isSubscribed]).toEqual([true, false]);
});

test('an event between the abort and the next read does not hang the stream', async () => {
  const abort = new AbortController();
  abort.abort();
  const stream = eventStream<number>(() => () => undefined, abort.signal);
  expect(await stream.next()).toEqual({ value: undefined, done: true });
});

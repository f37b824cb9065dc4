import type { ConversationEvent, Message } from '../../main/contract/chat.ts';
import type { ConversationId } from '../../main/contract/ids.ts';
import type { Client } from './app-process.ts';

/** Follows one conversation as a page does, and lets a test wait for what it needs to see. */
export function watchConversation(client: Client, conversationId: ConversationId) {
  const events: ConversationEvent[] = [];
  /** Text that arrived for each reply, with the time of arrival. */
  const arrivals: { readonly atMs: number; readonly length: number }[] = [];
  let text = '';
  let isClosed = false;
  const waiting = new Set<() => void>();
  const wakeAll = (): void => waiting.forEach((wake) => wake());

  const subscription = client.chat.watch.subscribe(
    { conversationId },
    {
      onData: (event: ConversationEvent) => {
        events.push(event);
        if (event.type === 'snapshot') text = event.path.messages.at(-1)?.text ?? '';
        if (event.type === 'reply-delta' && event.kind === 'text') {
          if (event.offset !== text.length) throw new Error(`gap: ${event.offset} after ${text.length}`);
          text += event.text;
          arrivals.push({ atMs: performance.now(), length: text.length });
        }
        if (event.type === 'path-changed') text = event.path.messages.at(-1)?.text ?? '';
        wakeAll();
      },
      onError: () => {
        isClosed = true;
        wakeAll();
      },
    },
  );

  const until = async (isReached: () => boolean, timeoutMs = 30_000): Promise<void> => {
    const deadline = performance.now() + timeoutMs;
    while (!isReached()) {
      if (performance.now() > deadline || isClosed)
        throw new Error(`not reached; saw ${events.map(({ type }) => type).join(' ')}`);
      await new Promise<void>((resolve) => {
        waiting.add(resolve);
        setTimeout(resolve, 100);
      });
    }
  };

  return {
    events,
    arrivals,
    text: () => text,
    until,
    untilText: (length: number) => until(() => text.length >= length),
    ended: async (): Promise<Message> => {
      const find = () => events.findLast((event) => event.type === 'reply-ended');
      await until(() => find() !== undefined);
      const found = find();
      if (!found) throw new Error('unreachable');
      return found.message;
    },
    close: () => subscription.unsubscribe(),
  };
}

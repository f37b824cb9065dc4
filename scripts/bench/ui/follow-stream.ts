import type { ConversationEvent, Message } from '../../../main/contract/chat.ts';
import type { ConversationId } from '../../../main/contract/ids.ts';
import type { RunningApp } from '../chat/app-client.ts';

/** How much of a reply a second client of the app was told; tokens by their usual length. */
export type Told = { readonly tokens: number; readonly characters: number; readonly atMs: number };

export type Stream = {
  told(): Told;
  /** Resolves when so many tokens came. @throws Error when the reply fails or ends before. */
  until(tokens: number): Promise<void>;
  /** Resolves with the reply when it has ended. */
  ended(): Promise<Message>;
  stop(): Promise<void>;
};

/** Follows the reply that is being written in a conversation. */
export function followStream(app: RunningApp, conversationId: ConversationId, charactersPerToken: number): Stream {
  let characters = 0;
  let atMs = performance.now();
  let ended: Message | null = null;
  let failure: unknown = null;
  let wake = (): void => undefined;
  const take = (event: ConversationEvent): void => {
    if (event.type === 'reply-delta') characters += event.text.length;
    if (event.type === 'reply-ended') ended = event.message;
    if (event.type === 'snapshot') {
      const last = event.path.messages.at(-1);
      characters = last?.text.length ?? 0;
      if (last !== undefined && last.status !== 'streaming') ended = last;
    }
    atMs = performance.now();
    wake();
  };
  const watch = app.client.chat.watch.subscribe(
    { conversationId },
    {
      onData: take,
      onError: (error) => {
        failure = error;
        wake();
      },
    },
  );
  const wait = async (isReached: () => boolean): Promise<void> => {
    while (!isReached()) {
      if (failure !== null) throw failure;
      if (ended?.error) throw new Error(`the reply failed: ${JSON.stringify(ended.error)}`);
      await new Promise<void>((resolve) => (wake = resolve));
    }
  };
  const told = (): Told => ({ tokens: Math.round(characters / charactersPerToken), characters, atMs });
  return {
    told,
    async until(tokens) {
      await wait(() => told().tokens >= tokens || ended !== null);
      if (told().tokens < tokens)
        throw new Error(`the reply ended after ${told().tokens} tokens: ${JSON.stringify(ended)}`);
    },
    async ended() {
      await wait(() => ended !== null);
      watch.unsubscribe();
      if (ended === null) throw new Error('unreachable: the reply has ended');
      return ended;
    },
    async stop() {
      await app.client.chat.stop.mutate({ conversationId });
      watch.unsubscribe();
    },
  };
}

import type { ConversationEvent, Message } from '../../../main/contract/chat.ts';
import type { ModelId } from '../../../main/contract/ids.ts';
import type { AppClient } from './app-client.ts';
import { exchange, type ExchangeSample } from './exchange.ts';

/** One conversation of two turns through the whole app, timed where a person would see the text: at the client. */
export async function chatThroughApp(
  client: AppClient,
  modelId: ModelId,
  round: number,
): Promise<ExchangeSample & { reported: number }> {
  const askedAt = performance.now();
  const { conversationId } = await client.chat.send.mutate({
    conversationId: null,
    text: exchange.firstMessage(round),
    modelId,
  });
  const reply = new ReplyWatch();
  const watch = client.chat.watch.subscribe(
    { conversationId },
    { onData: (event) => reply.take(event), onError: (error) => reply.fail(error) },
  );
  try {
    const first = await reply.until(exchange.replyTokens + 1, askedAt);
    const { stats } = await reply.stopped(() => client.chat.stop.mutate({ conversationId }));
    reply.clear();
    const secondAskedAt = performance.now();
    await client.chat.send.mutate({ conversationId, text: exchange.secondMessage(round), modelId });
    const second = await reply.until(1, secondAskedAt);
    await reply.stopped(() => client.chat.stop.mutate({ conversationId }));
    await client.chat.remove.mutate({ conversationId });
    return {
      tokensPerSecond: first.tokensPerSecond,
      firstTurnMs: first.firstMs,
      secondTurnMs: second.firstMs,
      promptTokens: stats?.promptTokens ?? NaN,
      reported: stats?.replyTokensPerSecond ?? NaN,
    };
  } finally {
    watch.unsubscribe();
  }
}

/** Counts a reply's tokens as its pieces arrive: in the benchmark model's language each token is a word. */
class ReplyWatch {
  #arrivals: { readonly atMs: number; readonly tokens: number }[] = [];
  #ended: Message | null = null;
  #failure: unknown = null;
  #wake = (): void => undefined;

  take(event: ConversationEvent): void {
    if (event.type === 'reply-delta')
      this.#arrivals.push({ atMs: performance.now(), tokens: event.text.split(' ').length - 1 });
    if (event.type === 'reply-ended') this.#ended = event.message;
    this.#wake();
  }

  fail(error: unknown): void {
    this.#failure = error;
    this.#wake();
  }

  clear(): void {
    this.#arrivals = [];
    this.#ended = null;
  }

  async until(tokens: number, askedAt: number): Promise<{ tokensPerSecond: number; firstMs: number }> {
    const seen = (): number => this.#arrivals.reduce((sum, arrival) => sum + arrival.tokens, 0);
    await this.#wait(() => this.#arrivals.length > 0 && seen() >= tokens);
    const [first, last] = [this.#arrivals[0], this.#arrivals.at(-1)];
    if (!first || !last) throw new Error('unreachable: a piece has arrived');
    const tokensPerSecond = (1000 * (seen() - first.tokens)) / (last.atMs - first.atMs);
    return { tokensPerSecond, firstMs: first.atMs - askedAt };
  }

  async stopped(stop: () => Promise<unknown>): Promise<Message> {
    await stop();
    await this.#wait(() => this.#ended !== null);
    if (!this.#ended) throw new Error('unreachable: the reply has ended');
    return this.#ended;
  }

  async #wait(isReached: () => boolean): Promise<void> {
    while (!isReached()) {
      if (this.#failure !== null) throw this.#failure;
      if (this.#ended?.error) throw new Error(`the reply failed: ${JSON.stringify(this.#ended.error)}`);
      await new Promise<void>((resolve) => (this.#wake = resolve));
    }
  }
}

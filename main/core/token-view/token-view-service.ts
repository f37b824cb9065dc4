import { AppError } from '../../contract/errors.ts';
import type { Message } from '../../contract/chat.ts';
import type { ConversationId, MessageId, ModelId } from '../../contract/ids.ts';
import type { ReplyPrompt } from '../../contract/prompt.ts';
import { alternativesShown, type ScoredToken, type TokenViewEvent } from '../../contract/token-view.ts';
import type { ReplyTokenRepository } from '../ports/reply-token-repository.ts';
import type { ConversationRepository } from '../ports/repositories.ts';
import type { LoadedRunner, LoadRequest, ReplyPrefix, RunnerPool } from '../ports/runner-pool.ts';
import type { PromptRepository } from '../ports/runtime-repositories.ts';
import { branchPrefix, type SeenToken } from './branch-prefix.ts';
import { createConfidenceSum } from './confidence.ts';
import { createTokenPlacer } from './place-tokens.ts';
import { promptBefore, spelledReply } from './spelled-reply.ts';

export type TokenViewPorts = {
  readonly conversations: Pick<ConversationRepository, 'findMessage'>;
  readonly prompts: Pick<PromptRepository, 'find'>;
  readonly replyTokens: ReplyTokenRepository;
  readonly pool: Pick<RunnerPool, 'acquire' | 'loaded'>;
  readonly prepareLoad: (modelId: ModelId, signal: AbortSignal) => Promise<LoadRequest>;
  readonly branchWith: (input: {
    readonly replyId: MessageId;
    readonly prefix: ReplyPrefix;
    readonly prefixTokens: readonly number[] | null;
  }) => { readonly conversationId: ConversationId; readonly replyId: MessageId };
};

type ViewInput = { readonly replyId: MessageId; readonly mayLoad: boolean };
type Work = { readonly signal: AbortSignal; readonly onEvent: (event: TokenViewEvent) => void };
type Why = Extract<TokenViewEvent, { type: 'unavailable' }>['why'];
/** Everything that is needed before the model is. */
type Subject = { readonly message: Message; readonly prompt: ReplyPrompt; readonly modelId: ModelId };
type Seen = { readonly message: Message; readonly tokens: readonly SeenToken[] };

/** Whoever looks at two replies in turn can still branch from the first. */
const mostSeen = 2;

/** How sure a model was of each token of a reply it wrote, what else it might have said, and going on from there. */
export class TokenViewService {
  readonly #ports: TokenViewPorts;
  readonly #seen = new Map<MessageId, Seen>();

  constructor(ports: TokenViewPorts) {
    this.#ports = ports;
  }

  /** Resolves when all is told, or nothing can be. @throws AppError `not-found`; as `RunnerPool.acquire`, `LoadedRunner.score`. */
  async view({ replyId, mayLoad }: ViewInput, { signal, onEvent }: Work): Promise<void> {
    const subject = this.#subjectOf(replyId);
    if (typeof subject === 'string') return onEvent({ type: 'unavailable', why: subject });
    const runner = await this.#runner(subject.modelId, mayLoad, { signal, onEvent });
    if (typeof runner === 'string') return onEvent({ type: 'unavailable', why: runner });
    const { message, prompt } = subject;
    const exact = this.#ports.replyTokens.find(replyId);
    const place = createTokenPlacer(message);
    const sum = createConfidenceSum();
    const seen: SeenToken[] = [];
    const request = {
      prompt: promptBefore(prompt),
      tokens: exact,
      reply: spelledReply(message, prompt),
      alternatives: alternativesShown,
    };
    await runner.score(request, {
      signal,
      onScores(start, scores, total) {
        const tokens = scores.map((each): ScoredToken => ({ ...each, ...place(each) }));
        for (const [index, token] of tokens.entries()) sum.add(start + index, token);
        seen.push(...tokens);
        onEvent({ type: 'tokens', start, tokens });
        onEvent({ type: 'progress', phase: 'evaluating', fraction: (start + tokens.length) / total });
      },
    });
    signal.throwIfAborted();
    this.#keep({ message, tokens: seen });
    onEvent({ type: 'done', confidence: sum.result(), isExact: exact !== null });
  }

  /**
   * Another token at a place of a reply that was looked at; the model goes on from there, in a new version.
   * @throws AppError `not-found` where it was not looked at, or has changed since; `bad-request`; as `ChatService.branchWith`.
   */
  branchAt(input: { readonly replyId: MessageId; readonly place: number; readonly tokenId: number }): {
    readonly conversationId: ConversationId;
    readonly replyId: MessageId;
  } {
    const message = this.#messageOf(input.replyId);
    const seen = this.#seen.get(input.replyId);
    if (!seen || seen.message.text !== message.text || seen.message.reasoning !== message.reasoning) {
      throw new AppError('not-found', { what: 'tokens' });
    }
    const prefix = branchPrefix(message, seen.tokens, input);
    return this.#ports.branchWith({ replyId: input.replyId, prefix, prefixTokens: prefix.tokens ?? null });
  }

  #subjectOf(replyId: MessageId): Subject | Why {
    const message = this.#messageOf(replyId);
    if (message.text === '' && message.reasoning === '') return 'no-text';
    const prompt = this.#ports.prompts.find(replyId);
    if (prompt === null || message.status === 'streaming') return 'no-prompt';
    return message.modelId === null ? 'model-gone' : { message, prompt, modelId: message.modelId };
  }

  async #runner(modelId: ModelId, mayLoad: boolean, { signal, onEvent }: Work): Promise<LoadedRunner | Why> {
    const { pool, prepareLoad } = this.#ports;
    const loaded = pool.loaded(modelId);
    if (loaded !== null) return loaded;
    if (!mayLoad) return 'not-loaded';
    try {
      const request = await prepareLoad(modelId, signal);
      const onProgress = (fraction: number): void => onEvent({ type: 'progress', phase: 'loading', fraction });
      return await pool.acquire(request, { signal, onProgress });
    } catch (error) {
      if (error instanceof AppError && error.code === 'not-found') return 'model-gone';
      throw error;
    }
  }

  #messageOf(id: MessageId): Message {
    const message = this.#ports.conversations.findMessage(id);
    if (!message) throw new AppError('not-found', { what: 'message' });
    return message;
  }

  #keep(seen: Seen): void {
    this.#seen.delete(seen.message.id);
    const tokens = seen.tokens.map(({ id, kind, offset, alternatives }) => ({ id, kind, offset, alternatives }));
    this.#seen.set(seen.message.id, { ...seen, tokens });
    for (const id of [...this.#seen.keys()].slice(0, -mostSeen)) this.#seen.delete(id);
  }
}

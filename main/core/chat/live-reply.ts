import { AppError, type AppErrorData } from '../../contract/errors.ts';
import type { ConversationEvent, Message, ReplyPhase } from '../../contract/chat.ts';
import { describeFailure } from '../app-error.ts';
import type { Logger } from '../ports/host.ts';
import type { ConversationRepository, ReplyEnding, ReplyPiece } from '../ports/repositories.ts';

export type LiveReplyOptions = {
  readonly message: Message;
  readonly repository: Pick<ConversationRepository, 'appendReply' | 'endReply'>;
  readonly publish: (event: ConversationEvent) => void;
  readonly logger: Logger;
  /** Longest time that text exists in memory only. */
  readonly commitIntervalMs?: number;
};

/**
 * One reply on its way: the words that exist so far, published as they come; what is new is committed at least every
 * 500 ms. When the disk refuses, the words stay here and are offered to it again until it takes them.
 *
 *   open ──end()──▶ ended ──the ending is committed──▶ settled
 */
export class LiveReply {
  #message: Message;
  #phase: ReplyPhase = { phase: 'waiting' };
  #ending: ReplyEnding | null = null;
  #isDirty = false;
  /** As much of each text is on disk, UTF-16 units. */
  readonly #kept: Record<ReplyPiece['kind'], number>;
  #trouble: AppErrorData | null = null;
  readonly #timer: NodeJS.Timeout;
  readonly #options: LiveReplyOptions;
  readonly #settled = Promise.withResolvers<void>();

  constructor(options: LiveReplyOptions) {
    this.#options = options;
    this.#message = options.message;
    this.#kept = { text: options.message.text.length, reasoning: options.message.reasoning.length };
    this.#timer = setInterval(() => this.#commit(), options.commitIntervalMs ?? 500);
  }

  get message(): Message {
    return this.#message;
  }

  /** Null once the reply has ended, even if its ending still waits for the disk. */
  get phase(): ReplyPhase | null {
    return this.#ending === null ? this.#phase : null;
  }

  get trouble(): AppErrorData | null {
    return this.#trouble;
  }

  /** Resolves when the ending is on disk. */
  get settled(): Promise<void> {
    return this.#settled.promise;
  }

  setPhase(phase: ReplyPhase): void {
    this.#phase = phase;
    this.#options.publish({ type: 'reply-phase', replyId: this.#message.id, phase });
  }

  append(kind: 'text' | 'reasoning', text: string): void {
    if (text === '' || this.#ending !== null) return;
    const offset = this.#message[kind].length;
    this.#message = { ...this.#message, [kind]: this.#message[kind] + text };
    this.#isDirty = true;
    if (this.#phase.phase !== 'generating') this.setPhase({ phase: 'generating' });
    this.#options.publish({ type: 'reply-delta', replyId: this.#message.id, kind, offset, text });
  }

  /** What was noted about the message meanwhile and is on disk already. */
  amend(patch: Partial<Pick<Message, 'rating' | 'summary' | 'leftOutMessages'>>): void {
    this.#message = { ...this.#message, ...patch };
  }

  /** Figures that the ending lacks stay what they were before this went on. */
  end(ending: ReplyEnding): void {
    if (this.#ending !== null) return;
    this.#ending = ending;
    const { tokens: _tokens, stats, structure = null, ...rest } = ending;
    this.#message = { ...this.#message, ...rest, structure, stats: stats ?? this.#message.stats };
    this.#isDirty = true;
    this.#commit();
    this.#options.publish({ type: 'reply-ended', message: this.#message });
  }

  /** Tries once more at once, before the next message. @throws AppError when the disk still refuses. */
  flush(): void {
    this.#commit();
    if (this.#trouble) throw AppError.fromData(this.#trouble);
  }

  /** Stops the commit clock without waiting for the disk. */
  dispose(): void {
    clearInterval(this.#timer);
    this.#settled.resolve();
  }

  #commit(): void {
    if (!this.#isDirty) return;
    const { id, text, reasoning } = this.#message;
    try {
      if (this.#ending) this.#options.repository.endReply(id, text, reasoning, this.#ending);
      else this.#appendNew();
    } catch (error) {
      // The clock tries again twice a second: what nobody foresaw stands in the log once.
      if (error instanceof AppError || this.#trouble?.code !== 'internal') {
        this.#setTrouble(describeFailure(error, this.#options.logger));
      }
      return;
    }
    this.#isDirty = false;
    this.#setTrouble(null);
    if (this.#ending) this.dispose();
  }

  #appendNew(): void {
    const pieces = (['reasoning', 'text'] as const).flatMap((kind) =>
      pieceOf(kind, this.#message[kind], this.#kept[kind]),
    );
    if (pieces.length === 0) return;
    this.#options.repository.appendReply(this.#message.id, pieces);
    for (const { kind, start, text } of pieces) this.#kept[kind] = start + text.length;
  }

  #setTrouble(trouble: AppErrorData | null): void {
    if (this.#trouble?.code === trouble?.code) return;
    this.#trouble = trouble;
    this.#options.publish({ type: 'storage-trouble', error: trouble });
  }
}

/** The words from `start` on, without half of a character at the end: on disk it would not be one. */
function pieceOf(kind: ReplyPiece['kind'], whole: string, start: number): readonly ReplyPiece[] {
  const last = whole.charCodeAt(whole.length - 1);
  const isHalf = last >= 0xd800 && last <= 0xdbff;
  const text = whole.slice(start, isHalf ? -1 : undefined);
  return text === '' ? [] : [{ kind, start, text }];
}

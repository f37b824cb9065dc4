import type { MessageId, ModelId } from '../../../contract/ids.ts';

type Span = { readonly modelId: ModelId; isContended: boolean };

/**
 * What worked at the same time as an answer. An answer is contended when, between the first moment its own model loads or
 * computes for it and its end, anything else loaded or computed: another model, or another reply of the same model.
 */
export class ContentionRecord {
  readonly #answers = new Map<MessageId, Span>();
  /** Replies that are computed, answers of rounds and those of chats. */
  readonly #replies = new Set<MessageId>();
  /** Models that load or compute, for whatever. */
  readonly #busy = new Set<ModelId>();

  /** A model began or ceased to load or compute. */
  setBusy(modelId: ModelId, isBusy: boolean): void {
    if (!isBusy) return void this.#busy.delete(modelId);
    this.#busy.add(modelId);
    for (const span of this.#answers.values()) if (span.modelId !== modelId) span.isContended = true;
  }

  /** A reply left its queue: its prompt or its words are computed. */
  replyBegan(replyId: MessageId): void {
    if (this.#replies.has(replyId)) return;
    this.#replies.add(replyId);
    for (const [id, span] of this.#answers) if (id !== replyId) span.isContended = true;
    const own = this.#answers.get(replyId);
    if (own && this.#replies.size > 1) own.isContended = true;
  }

  replyEnded(replyId: MessageId): void {
    this.#replies.delete(replyId);
  }

  /** An answer's model loads or computes for it from now on. */
  answerBegan(replyId: MessageId, modelId: ModelId): void {
    if (this.#answers.has(replyId)) return;
    const others = [...this.#busy].some((busy) => busy !== modelId);
    const replies = [...this.#replies].some((id) => id !== replyId);
    this.#answers.set(replyId, { modelId, isContended: others || replies });
  }

  /** @returns how its times are to be read. An answer that never began had none that could be disturbed. */
  answerEnded(replyId: MessageId): 'alone' | 'contended' {
    const span = this.#answers.get(replyId);
    this.#answers.delete(replyId);
    return span?.isContended === true ? 'contended' : 'alone';
  }
}

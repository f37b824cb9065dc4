import { AppError } from '../../contract/errors.ts';
import type { AnswerId, ConversationId, RoundId } from '../../contract/ids.ts';
import { comparisonOf, roundOf, type CompareParts } from './compare-parts.ts';
import { isVeiled } from './compare-view.ts';

/** What a person does with rounds and answers that are there. */
export class RoundService {
  readonly #parts: CompareParts;

  constructor(parts: CompareParts) {
    this.#parts = parts;
  }

  /** Names, figures and order come out. A round that is open already stays so. @throws AppError `not-found`. */
  reveal(id: RoundId): void {
    const { ports, news, runner } = this.#parts;
    const round = roundOf(this.#parts, id);
    if (!isVeiled(round)) return;
    ports.repository.reveal(id, ports.clock.now());
    runner.revealed(id);
    news.round(round.comparisonId, id);
    news.comparison(round.comparisonId);
    ports.roundRevealed(id);
  }

  /** @throws AppError `not-found`. */
  setTags(id: RoundId, tags: readonly string[]): void {
    const { ports, news } = this.#parts;
    const { comparisonId } = roundOf(this.#parts, id);
    ports.repository.setRoundTags(id, distinct(tags));
    ports.roundTagged(id, distinct(tags));
    news.round(comparisonId, id);
  }

  /** Takes away a round of which nothing was answered. @throws AppError `not-found`, `conversation-busy`. */
  remove(id: RoundId): void {
    const { ports, runner, feed, news } = this.#parts;
    const { comparisonId, answers } = roundOf(this.#parts, id);
    if (answers.some((answer) => runner.answer(answer.id) !== null)) throw new AppError('conversation-busy');
    if (answers.some(({ messageId }) => messageId !== null)) {
      throw new AppError('bad-request', { detail: 'the round has answers' });
    }
    ports.repository.removeRound(id);
    feed.publish(comparisonId, { type: 'round-removed', roundId: id });
    news.comparison(comparisonId);
  }

  /** Its verdict is another one, or gone. */
  changed(id: RoundId): void {
    const round = this.#parts.ports.repository.findRound(id);
    if (round === null) return;
    this.#parts.news.round(round.comparisonId, id);
    this.#parts.news.line(round.comparisonId);
  }

  /**
   * A chat that begins with everything up to this answer, with its contestant's model, settings and system prompt.
   * @throws AppError `not-found` for one that was never asked; `conversation-busy`; `names-hidden`.
   */
  continueAsChat(id: AnswerId): { readonly conversationId: ConversationId } {
    const { ports } = this.#parts;
    const answer = ports.repository.findAnswer(id);
    if (answer === null || answer.messageId === null) throw new AppError('not-found', { what: 'answer' });
    const { comparisonId } = roundOf(this.#parts, answer.roundId);
    const rounds = ports.repository.rounds(comparisonId);
    const until = rounds.findIndex(({ id: roundId }) => roundId === answer.roundId);
    // Its answers to earlier prompts come along: they would tell who gave them.
    if (rounds.slice(0, until + 1).some(isVeiled)) throw new AppError('names-hidden');
    return ports.chat.tree.duplicate(answer.messageId, comparisonOf(this.#parts, comparisonId).title);
  }
}

/** Letter case aside, two tags of the same words are one. */
function distinct(tags: readonly string[]): string[] {
  return [...new Map(tags.toReversed().map((tag) => [tag.toLowerCase(), tag])).values()].toReversed();
}

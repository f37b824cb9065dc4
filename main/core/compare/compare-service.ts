import type {
  AskInput,
  ChangeComparisonInput,
  CompareEvent,
  ComparisonListEvent,
  CreateComparisonInput,
} from '../../contract/compare.ts';
import { compareDraftKey } from '../../contract/drafts.ts';
import { AppError } from '../../contract/errors.ts';
import type { ComparisonId, ContestantId, ConversationId, MessageId, RoundId } from '../../contract/ids.ts';
import { titleFrom } from '../chat/title.ts';
import { ColumnService } from './column-service.ts';
import { comparisonOf, newId, type CompareParts } from './compare-parts.ts';
import type { RoundRunner } from './round-runner.ts';
import { RoundService } from './round-service.ts';
import { searchComparisons, type FoundComparison } from './search-comparisons.ts';

/** What was deleted can come back for this long; then it is erased. */
const undoWindowMs = 60 * 60 * 1000;

/** Comparing as a whole: its parts over one store and one feed, who watches, and comparisons as such. */
export class CompareService {
  readonly columns: ColumnService;
  /** What is said about rounds and answers. */
  readonly rounds: RoundService;
  /** What takes rounds to their answers. */
  readonly runner: RoundRunner;
  readonly #parts: CompareParts;
  readonly #purgeTimer: NodeJS.Timeout;

  constructor(parts: CompareParts) {
    this.#parts = parts;
    this.columns = new ColumnService(parts);
    this.rounds = new RoundService(parts);
    this.runner = parts.runner;
    const { repository, clock } = parts.ports;
    repository.purgeDeleted(clock.now());
    this.#purgeTimer = setInterval(() => this.#purge(), undoWindowMs / 4);
    this.#purgeTimer.unref();
  }

  watchList(listener: (event: ComparisonListEvent) => void): () => void {
    listener({ type: 'snapshot', lines: this.#parts.views.lines() });
    return this.#parts.feed.list.subscribe(listener);
  }

  /** @throws AppError `not-found`. */
  watch(id: ComparisonId, listener: (event: CompareEvent) => void): () => void {
    listener({ type: 'snapshot', ...this.#parts.views.whole(id) });
    return this.#parts.feed.watch(id, listener);
  }

  /**
   * A comparison without rounds. From a chat: its messages stand before the first round in every column.
   * @throws AppError `not-found`, `conversation-busy`.
   */
  create(input: CreateComparisonInput): { readonly comparisonId: ComparisonId } {
    const { ports, news } = this.#parts;
    const source = input.conversationId === null ? null : this.#sourceOf(input.conversationId, input.messageId);
    const id = newId<ComparisonId>();
    const now = ports.clock.now();
    const title = source?.title ?? '';
    const columns = input.setups.map((setup) => this.columns.newColumn(setup, title, source?.leaf ?? null));
    ports.repository.create(
      {
        id,
        title,
        titleSource: 'auto',
        mode: input.mode,
        timing: input.timing,
        revealsAfterVote: true,
        source: source === null ? null : { title: source.title, messages: source.messages },
        createdAtMs: now,
        updatedAtMs: now,
      },
      columns,
    );
    news.line(id);
    return { comparisonId: id };
  }

  /** @throws AppError `not-found`. */
  change({ comparisonId, ...patch }: ChangeComparisonInput): void {
    const { ports, news } = this.#parts;
    comparisonOf(this.#parts, comparisonId);
    const titled = patch.title === undefined ? {} : { titleSource: 'person' as const };
    ports.repository.update(comparisonId, { ...patch, ...titled, updatedAtMs: ports.clock.now() });
    news.comparison(comparisonId);
  }

  /** As `RoundRunner.ask`. The first prompt names a comparison that has no name. */
  ask(input: AskInput): { readonly roundId: RoundId } {
    const { ports, news } = this.#parts;
    const { title } = comparisonOf(this.#parts, input.comparisonId);
    const begun = this.runner.ask(input);
    if (title === '')
      ports.repository.update(input.comparisonId, { title: titleFrom(input.text), titleSource: 'auto' });
    ports.draftSent(compareDraftKey(input.comparisonId));
    news.comparison(input.comparisonId);
    return begun;
  }

  /** Hides it, and ends what it is writing; `restore` brings it back for an hour or until the app is closed. */
  async remove(id: ComparisonId): Promise<void> {
    const { ports, feed, runner } = this.#parts;
    comparisonOf(this.#parts, id);
    await runner.stopComparison(id);
    ports.repository.softDelete(id, ports.clock.now());
    feed.list.emit({ type: 'removed', comparisonId: id });
    feed.publish(id, { type: 'deleted' });
  }

  /** @throws AppError `not-found` when the hour is over. */
  restore(id: ComparisonId): void {
    this.#parts.ports.repository.restore(id);
    comparisonOf(this.#parts, id);
    this.#parts.news.whole(id);
  }

  /** @throws AppError `not-found`. */
  renameContestant(id: ContestantId, name: string | null): void {
    this.#parts.contestants.rename(id, name);
    this.#parts.news.everything();
  }

  /** Answers of the round are being made, or shown, still. */
  isUnderWay(id: RoundId): boolean {
    return this.runner.progress(id) !== null;
  }

  /** @throws the signal's reason. */
  search(query: string, signal: AbortSignal): Promise<FoundComparison[]> {
    return searchComparisons(this.#parts.ports.repository, query, signal);
  }

  /** Models came or went: whether contestants are there is told anew. */
  contestantsChanged(): void {
    this.#parts.news.everything();
  }

  /** What is being written is saved by chat, which ends after this. */
  async dispose(): Promise<void> {
    clearInterval(this.#purgeTimer);
    await this.runner.dispose();
  }

  #sourceOf(
    id: ConversationId,
    messageId: MessageId | null,
  ): { readonly title: string; readonly leaf: MessageId; readonly messages: number } | null {
    const { conversations, chat } = this.#parts.ports;
    const conversation = conversations.find(id);
    if (conversation === null) throw new AppError('not-found', { what: 'conversation' });
    chat.assertIdle(id);
    const path = messageId === null ? conversations.pathIds(id) : this.#pathTo(id, messageId);
    const leaf = path.at(-1);
    return leaf === undefined ? null : { title: conversation.title, leaf, messages: path.length };
  }

  #pathTo(id: ConversationId, messageId: MessageId): readonly MessageId[] {
    const { conversations } = this.#parts.ports;
    const [message] = conversations.findMessages([messageId]);
    if (message?.conversationId !== id) throw new AppError('not-found', { what: 'message' });
    return conversations.pathTo(messageId).map((one) => one.messageId);
  }

  #purge(): void {
    const { repository, clock, logger } = this.#parts.ports;
    try {
      repository.purgeDeleted(clock.now() - undoWindowMs);
    } catch (error) {
      // A full disk, mostly. The next round or the next start erases it.
      logger.error('purge-failed', error);
    }
  }
}

import type { AddColumnInput, SwapColumnInput } from '../../contract/compare.ts';
import { columnLimits, type ContestantSetup } from '../../contract/contestants.ts';
import { AppError } from '../../contract/errors.ts';
import type { AnswerId, ColumnId, ConversationId, MessageId } from '../../contract/ids.ts';
import type { ColumnRecord, ComparisonRecord, NewColumn } from '../ports/compare-repository.ts';
import { comparisonOf, newId, type CompareParts } from './compare-parts.ts';
import { isVeiled } from './compare-view.ts';

/** Who takes part in a comparison. Whoever leaves it leaves their answers where they are. */
export class ColumnService {
  readonly #parts: CompareParts;

  constructor(parts: CompareParts) {
    this.#parts = parts;
  }

  /** At the end. Rounds before have a place for its answers. @throws AppError `not-found`, `columns-limit`. */
  add({ comparisonId, setup }: AddColumnInput): { readonly columnId: ColumnId } {
    const { repository } = this.#parts.ports;
    const comparison = comparisonOf(this.#parts, comparisonId);
    const count = comparison.columns.filter(({ isRemoved }) => !isRemoved).length;
    if (count >= columnLimits.most) throw limitError();
    const column = this.newColumn(setup, comparison.title, this.#beginning(comparison));
    repository.addColumn(comparisonId, column, count);
    this.#changed(comparison, column.id);
    return { columnId: column.id };
  }

  /** Takes it out; what it is writing ends. @throws AppError `not-found`, `columns-limit`. */
  async remove(id: ColumnId): Promise<void> {
    const { repository, clock } = this.#parts.ports;
    this.#spareColumn(id);
    await this.#stop(id);
    // Another one may have left while this one ended.
    const comparison = this.#spareColumn(id);
    repository.removeColumn(id, clock.now(), null);
    this.#changed(comparison, null);
  }

  /** Another contestant takes its place. @throws AppError `not-found`. */
  async swap({ columnId, setup }: SwapColumnInput): Promise<{ readonly columnId: ColumnId }> {
    const { repository, clock } = this.#parts.ports;
    const { comparison } = this.#columnOf(columnId);
    const column = this.newColumn(setup, comparison.title, this.#beginning(comparison));
    await this.#stop(columnId);
    // It may have left while it ended.
    this.#columnOf(columnId);
    repository.removeColumn(columnId, clock.now(), column);
    this.#changed(comparison, column.id);
    return { columnId: column.id };
  }

  /** @throws AppError `not-found`. */
  move(id: ColumnId, to: number): void {
    const { comparison } = this.#columnOf(id);
    this.#parts.ports.repository.moveColumn(id, to);
    this.#changed(comparison, null);
  }

  /** @throws AppError `not-found` for a model that is not there. */
  newColumn(setup: ContestantSetup, title: string, copiedFrom: MessageId | null): NewColumn {
    const { contestants, ports } = this.#parts;
    const contestant = contestants.keep(setup);
    return {
      id: newId<ColumnId>(),
      contestantId: contestant.id,
      conversationId: newId<ConversationId>(),
      copiedFrom,
      own: contestants.own(contestant.setup),
      modelId: contestant.setup.modelId,
      title,
      createdAtMs: ports.clock.now(),
    };
  }

  /** The last message that stands before the first round, in a column that is there already. */
  #beginning({ source, columns }: ComparisonRecord): MessageId | null {
    const [column] = columns;
    if (source === null || column === undefined) return null;
    return this.#parts.ports.conversations.pathIds(column.conversationId)[source.messages - 1] ?? null;
  }

  #columnOf(id: ColumnId): { readonly column: ColumnRecord; readonly comparison: ComparisonRecord } {
    const column = this.#parts.ports.repository.findColumn(id);
    if (column === null || column.isRemoved) throw new AppError('not-found', { what: 'column' });
    return { column, comparison: comparisonOf(this.#parts, column.comparisonId) };
  }

  /** The comparison of a column that is not needed. @throws AppError `not-found`, `columns-limit`. */
  #spareColumn(id: ColumnId): ComparisonRecord {
    const { comparison } = this.#columnOf(id);
    if (comparison.columns.filter(({ isRemoved }) => !isRemoved).length <= columnLimits.least) throw limitError();
    return comparison;
  }

  async #stop(id: ColumnId): Promise<void> {
    const { runner, ports } = this.#parts;
    const { comparison } = this.#columnOf(id);
    const answers = ports.repository.rounds(comparison.id).flatMap((round) => round.answers);
    const running = answers.filter((answer) => answer.columnId === id && runner.answer(answer.id) !== null);
    await Promise.all(running.map((answer) => runner.stopAnswer(answer.id)));
  }

  /** @param added a column for which earlier rounds make room; a veiled one does not: a last place would tell who it is. */
  #changed({ id }: ComparisonRecord, added: ColumnId | null): void {
    const { repository, clock } = this.#parts.ports;
    for (const round of added === null ? [] : repository.rounds(id)) {
      if (isVeiled(round)) continue;
      const place = Math.max(-1, ...round.answers.map((answer) => answer.place)) + 1;
      repository.addAnswer({ id: newId<AnswerId>(), roundId: round.id, columnId: added as ColumnId, place });
    }
    repository.update(id, { updatedAtMs: clock.now() });
    this.#parts.news.whole(id);
  }
}

function limitError(): AppError {
  return new AppError('columns-limit', { least: columnLimits.least, most: columnLimits.most });
}

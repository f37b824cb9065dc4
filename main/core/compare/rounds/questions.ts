import type { MessageId } from '../../../contract/ids.ts';
import { AppError } from '../../../contract/errors.ts';
import type { AnswerRecord, ColumnRecord, ComparisonRecord, RoundRecord } from '../../ports/compare-repository.ts';
import { comparisonOf, roundOf, type RunnerParts } from '../compare-parts.ts';
import type { RunTask } from './round-run.ts';
import type { RunPorts } from './run-ports.ts';

export type Asked = { readonly comparison: ComparisonRecord; readonly round: RoundRecord };
export type Begin = RunTask['begin'];

/** How answers are asked for in the conversations of their columns. */
export class Questions {
  readonly #parts: RunnerParts;
  readonly #ports: Pick<RunPorts, 'chat' | 'conversations'>;

  constructor(parts: RunnerParts, ports: Pick<RunPorts, 'chat' | 'conversations'>) {
    this.#parts = parts;
    this.#ports = ports;
  }

  /** The prompt, after what the column answered before. */
  first({ comparison, round }: Asked, answer: AnswerRecord): Begin {
    const column = columnOf(comparison, answer);
    return () =>
      this.#ports.chat.replies.send({
        conversationId: column.conversationId,
        text: round.text,
        modelId: this.setupOf(column).modelId,
        attachmentIds: round.attachments.map(({ id }) => id),
        seed: round.seed,
        parentId: this.#parentOf(comparison, round, column),
      });
  }

  /** @param seed absent: a fresh one, or it would be the same words again. */
  another({ comparison }: Asked, answer: AnswerRecord, seed?: number): Begin {
    const replyId = messageOf(answer);
    const { modelId } = this.setupOf(columnOf(comparison, answer));
    const drawn = seed === undefined ? {} : { seed };
    return () => this.#ports.chat.replies.regenerate({ replyId, modelId, ...drawn });
  }

  further({ comparison }: Asked, answer: AnswerRecord): Begin {
    const replyId = messageOf(answer);
    const { modelId } = this.setupOf(columnOf(comparison, answer));
    return () => this.#ports.chat.replies.continueReply({ replyId, modelId });
  }

  setupOf({ contestantId }: ColumnRecord): RunTask['setup'] {
    return this.#parts.contestants.find(contestantId).setup;
  }

  /** @throws AppError `not-found`. */
  find(id: AnswerRecord['id']): Asked & { readonly answer: AnswerRecord } {
    const answer = this.#parts.ports.repository.findAnswer(id);
    if (answer === null) throw new AppError('not-found', { what: 'answer' });
    const round = roundOf(this.#parts, answer.roundId);
    return { answer, round, comparison: comparisonOf(this.#parts, round.comparisonId) };
  }

  /** Never asked, or cut off when the app ended. */
  isMissing({ messageId }: AnswerRecord): boolean {
    if (messageId === null) return true;
    const [message] = this.#parts.ports.conversations.findMessages([messageId]);
    return message?.status === 'interrupted';
  }

  /** The column's answer to the round before, as it is shown; else what stood before the first round. */
  #parentOf({ id, source }: ComparisonRecord, round: RoundRecord, column: ColumnRecord): MessageId | null {
    const rounds = this.#parts.ports.repository.rounds(id);
    const earlier = rounds
      .slice(
        0,
        rounds.findIndex((one) => one.id === round.id),
      )
      .toReversed();
    for (const { answers } of earlier) {
      const messageId = answers.find(({ columnId }) => columnId === column.id)?.messageId;
      if (messageId) return messageId;
    }
    if (source === null) return null;
    return this.#ports.conversations.pathIds(column.conversationId)[source.messages - 1] ?? null;
  }
}

/** @throws AppError `not-found`. */
export function columnOf({ columns }: ComparisonRecord, { columnId }: AnswerRecord): ColumnRecord {
  const column = columns.find(({ id }) => id === columnId);
  if (!column) throw new AppError('not-found', { what: 'column' });
  return column;
}

function messageOf({ messageId }: AnswerRecord): MessageId {
  if (messageId === null) throw new AppError('bad-request', { detail: 'never asked' });
  return messageId;
}

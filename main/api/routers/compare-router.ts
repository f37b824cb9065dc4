import {
  addColumnInputSchema,
  answerInputSchema,
  askInputSchema,
  changeComparisonInputSchema,
  columnInputSchema,
  compareSearchInputSchema,
  comparisonInputSchema,
  createComparisonInputSchema,
  exportComparisonInputSchema,
  moveColumnInputSchema,
  planSetupsInputSchema,
  roundInputSchema,
  selectVersionInputSchema,
  setRoundTagsInputSchema,
  swapColumnInputSchema,
  type CompareEvent,
  type ComparisonListEvent,
} from '../../contract/compare.ts';
import { renameContestantInputSchema } from '../../contract/contestants.ts';
import { eventStream } from '../event-stream.ts';
import { procedure, router } from '../trpc.ts';
import { veiledFeed } from '../veil.ts';
import { lowersVeil } from '../lowers-veil.ts';

export const compareRouter = router({
  watchList: procedure.subscription(({ ctx, signal }) =>
    eventStream<ComparisonListEvent>(
      veiledFeed(ctx.veil, (listener) => ctx.services.compare.watchList(listener), withoutNames),
      signal,
    ),
  ),
  watch: procedure.input(comparisonInputSchema).subscription(({ ctx, input, signal }) =>
    eventStream<CompareEvent>(
      lowersVeil(ctx.veil, (listener) => ctx.services.compare.watch(input.comparisonId, listener)),
      signal,
      mergeCompareEvents,
    ),
  ),
  create: procedure.input(createComparisonInputSchema).mutation(({ ctx, input }) => ctx.services.compare.create(input)),
  change: procedure.input(changeComparisonInputSchema).mutation(({ ctx, input }) => ctx.services.compare.change(input)),
  remove: procedure
    .input(comparisonInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.remove(input.comparisonId)),
  /** For an hour after it was removed. */
  restore: procedure
    .input(comparisonInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.restore(input.comparisonId)),

  addColumn: procedure
    .input(addColumnInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.columns.add(input)),
  removeColumn: procedure
    .input(columnInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.columns.remove(input.columnId)),
  moveColumn: procedure
    .input(moveColumnInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.columns.move(input.columnId, input.to)),
  swapColumn: procedure
    .input(swapColumnInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.columns.swap(input)),
  /** A name of the person's own, or the automatic one again. */
  renameContestant: procedure
    .input(renameContestantInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.renameContestant(input.contestantId, input.name)),

  /** How the next round would run now. */
  plan: procedure
    .input(comparisonInputSchema)
    .query(({ ctx, input }) => ctx.services.compare.runner.plan(input.comparisonId)),
  planSetups: procedure
    .input(planSetupsInputSchema)
    .query(({ ctx, input }) => ctx.services.compare.runner.planSetups(input)),
  ask: procedure.input(askInputSchema).mutation(({ ctx, input }) => ctx.services.compare.ask(input)),
  stopRound: procedure
    .input(roundInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.runner.stopRound(input.roundId)),
  runMissing: procedure
    .input(roundInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.runner.runMissing(input.roundId)),
  /** Only one of which nothing was answered. */
  removeRound: procedure
    .input(roundInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.rounds.remove(input.roundId)),
  reveal: procedure
    .input(roundInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.rounds.reveal(input.roundId)),
  setRoundTags: procedure
    .input(setRoundTagsInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.rounds.setTags(input.roundId, input.tags)),

  stopAnswer: procedure
    .input(answerInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.runner.stopAnswer(input.answerId)),
  regenerate: procedure
    .input(answerInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.runner.regenerate(input.answerId)),
  continueAnswer: procedure
    .input(answerInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.runner.continueAnswer(input.answerId)),
  selectVersion: procedure
    .input(selectVersionInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.runner.selectVersion(input)),
  continueAsChat: procedure
    .input(answerInputSchema)
    .mutation(({ ctx, input }) => ctx.services.compare.rounds.continueAsChat(input.answerId)),

  /** Null: the person left the save dialog. In a browser `exchange.readExport` fetches the file. */
  export: procedure
    .input(exportComparisonInputSchema)
    .mutation(({ ctx, input, signal }) =>
      ctx.services.compareExports.export(input, signal ?? new AbortController().signal),
    ),

  search: procedure
    .input(compareSearchInputSchema)
    .query(({ ctx, input, signal }) =>
      ctx.services.compare.search(input.words, signal ?? new AbortController().signal),
    ),
});

/** Neighbouring pieces of one answer join; of two phases or states of progress only the later one matters. */
export function mergeCompareEvents(earlier: CompareEvent, later: CompareEvent): CompareEvent | null {
  if (earlier.type === 'answer-phase' && later.type === 'answer-phase') {
    return earlier.answerId === later.answerId ? later : null;
  }
  if (earlier.type === 'progress' && later.type === 'progress') return earlier.roundId === later.roundId ? later : null;
  if (earlier.type !== 'answer-delta' || later.type !== 'answer-delta') return null;
  if (earlier.answerId !== later.answerId || earlier.kind !== later.kind) return null;
  return { ...earlier, text: earlier.text + later.text };
}

/** Other comparisons name contestants too. */
function withoutNames(event: ComparisonListEvent): ComparisonListEvent {
  if (event.type === 'removed') return event;
  if (event.type === 'changed') return { ...event, line: { ...event.line, contestants: [] } };
  return { ...event, lines: event.lines.map((line) => ({ ...line, contestants: [] })) };
}

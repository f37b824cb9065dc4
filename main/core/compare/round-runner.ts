import type {
  AskInput,
  ComparePlan,
  PlanSetupsInput,
  RoundProgress,
  SelectVersionInput,
} from '../../contract/compare.ts';
import type { ReplyPhase } from '../../contract/chat.ts';
import type { AppErrorData } from '../../contract/errors.ts';
import type { AnswerId, ComparisonId, RoundId } from '../../contract/ids.ts';

/** An answer whose turn will come, or that is being written, as it is told now. */
export type LiveAnswer = {
  readonly status: 'waiting' | 'writing';
  /** Null while it waits. */
  readonly phase: ReplyPhase | null;
};

/** What of rounds is under way; views ask for it. */
export interface LiveRounds {
  /** Null where nothing is under way: it is as it is stored. */
  answer(id: AnswerId): LiveAnswer | null;
  /** What kept an answer from being asked at all, since the app was started; null for all others. */
  failure(id: AnswerId): AppErrorData | null;
  /** Null where nothing of the round is under way, and nothing of it is still being released. */
  progress(id: RoundId): RoundProgress | null;
  /**
   * While its round is veiled: how much of an answer's text is released (UTF-16 units), and whether that is all there will
   * be. Null: everything that is stored is released.
   */
  released(id: AnswerId): { readonly length: number; readonly isAll: boolean } | null;
  isRunning(id: ComparisonId): boolean;
}

/** Takes rounds to their answers. @throws AppError `not-found`, `conversation-busy`, `disk-full`, `shutting-down`. */
export interface RoundRunner extends LiveRounds {
  plan(id: ComparisonId): Promise<ComparePlan>;
  planSetups(input: PlanSetupsInput): Promise<ComparePlan>;
  ask(input: AskInput): { readonly roundId: RoundId };
  /** Asks those that were never asked, in the order of rounds. */
  runMissing(id: RoundId): void;
  regenerate(id: AnswerId): void;
  continueAnswer(id: AnswerId): void;
  selectVersion(input: SelectVersionInput): void;
  /** Resolves when everything of it has ended. Nothing to stop is not an error. */
  stopRound(id: RoundId): Promise<void>;
  stopAnswer(id: AnswerId): Promise<void>;
  /** Names of a round are not hidden any more. Before it is told. */
  revealed(id: RoundId): void;
  /** Everything of a comparison that is deleted ends. */
  stopComparison(id: ComparisonId): Promise<void>;
  dispose(): Promise<void>;
}

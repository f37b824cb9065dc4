import type { Answer, CompareEvent } from '../../../main/contract/compare.ts';
import type { ComparisonId } from '../../../main/contract/ids.ts';
import type { AppClient } from '../chat/app-client.ts';

/** What a client of the app is told of a comparison's last round. */
export type FollowedRound = {
  /** Resolves when every answer has begun. */
  begun(): Promise<void>;
  /** Resolves with all answers when all have ended. @throws Error when one fails. */
  ended(): Promise<readonly Answer[]>;
  /** Characters of all answers that came so far. */
  characters(): number;
  /** Resolves when so many characters have come. */
  until(characters: number): Promise<void>;
  end(): void;
};

const underWay: ReadonlySet<Answer['status']> = new Set(['not-asked', 'waiting', 'writing']);

/** @param columns answers that the round has. */
export function followRound(client: AppClient, comparisonId: ComparisonId, columns: number): FollowedRound {
  const answers = new Map<string, Answer>();
  const begunIds = new Set<string>();
  let characters = 0;
  let failure: unknown = null;
  let wake = (): void => undefined;

  function take(event: CompareEvent): void {
    if (event.type === 'snapshot') for (const answer of event.rounds.at(-1)?.answers ?? []) keep(answer);
    if (event.type === 'round-changed') for (const answer of event.round.answers) keep(answer);
    if (event.type === 'answer-changed') keep(event.answer);
    if (event.type === 'answer-delta') {
      begunIds.add(event.answerId);
      characters += event.text.length;
    }
    wake();
  }

  function keep(answer: Answer): void {
    answers.set(answer.id, answer);
    if (answer.error !== null) failure = new Error(`an answer failed: ${JSON.stringify(answer.error)}`);
  }

  const watch = client.compare.watch.subscribe(
    { comparisonId },
    {
      onData: take,
      onError: (error) => {
        failure = error;
        wake();
      },
    },
  );

  async function wait(isReached: () => boolean): Promise<void> {
    while (!isReached()) {
      if (failure !== null) throw failure;
      await new Promise<void>((resolve) => (wake = resolve));
    }
  }

  const hasEnded = (): boolean =>
    answers.size === columns && [...answers.values()].every(({ status }) => !underWay.has(status));
  return {
    begun: () => wait(() => begunIds.size === columns),
    async ended() {
      await wait(hasEnded);
      return [...answers.values()];
    },
    characters: () => characters,
    until: (wanted) => wait(() => characters >= wanted || hasEnded()),
    end: () => watch.unsubscribe(),
  };
}

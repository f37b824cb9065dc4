import { useMemo } from 'react';
import type { Answer, Round } from '../../../../main/contract/compare.ts';
import type { MessageId } from '../../../../main/contract/ids.ts';
import { useApp } from '../../../state/app-context.tsx';

/** What can be done with answers and rounds; failures are told in a notice. */
export type AnswerCommands = {
  readonly stop: (id: Answer['id']) => void;
  readonly regenerate: (id: Answer['id']) => void;
  readonly continueAnswer: (id: Answer['id']) => void;
  readonly selectVersion: (id: Answer['id'], messageId: MessageId) => void;
  /** Opens a chat that goes on from this answer. */
  readonly continueAsChat: (id: Answer['id']) => void;
  readonly stopRound: (id: Round['id']) => void;
  /** Only one of which nothing was answered. */
  readonly removeRound: (id: Round['id']) => void;
  /** Asks every answer of the round that was never asked. */
  readonly runMissing: (id: Round['id']) => void;
};

export function useAnswerCommands(): AnswerCommands {
  const app = useApp();
  return useMemo(() => {
    const { client, router, attempt } = app;
    return {
      stop: (answerId) => attempt(client.compare.stopAnswer.mutate({ answerId })),
      regenerate: (answerId) => attempt(client.compare.regenerate.mutate({ answerId })),
      continueAnswer: (answerId) => attempt(client.compare.continueAnswer.mutate({ answerId })),
      selectVersion: (answerId, messageId) => attempt(client.compare.selectVersion.mutate({ answerId, messageId })),
      continueAsChat: (answerId) =>
        attempt(
          client.compare.continueAsChat
            .mutate({ answerId })
            .then(({ conversationId }) => router.navigate({ screen: 'chat', conversationId })),
        ),
      stopRound: (roundId) => attempt(client.compare.stopRound.mutate({ roundId })),
      removeRound: (roundId) => attempt(client.compare.removeRound.mutate({ roundId })),
      runMissing: (roundId) => attempt(client.compare.runMissing.mutate({ roundId })),
    };
  }, [app]);
}

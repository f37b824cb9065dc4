import { useCallback } from 'react';
import type { Structure } from '../../../main/contract/chat-settings.ts';
import { useApp } from '../../state/app-context.tsx';
import { liveValue } from '../../state/stream.ts';
import { useAnswer } from '../../state/use-answer.ts';

/** Why replies cannot be held to this form; null when they can, undefined while that is not known. */
export function useStructureCheck(structure: Structure): string | null | undefined {
  const { client } = useApp();
  const ask = useCallback(
    (signal: AbortSignal): Promise<{ readonly problem: string | null }> =>
      structure.kind === 'none' || structure.kind === 'json'
        ? Promise.resolve({ problem: null })
        : client.chatSettings.checkStructure.query({ structure }, { signal }),
    [client, structure],
  );
  return liveValue(useAnswer(ask).state)?.problem;
}

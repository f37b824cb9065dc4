import { useCallback } from 'react';
import type { OwnChatSettings, PromptPreview } from '../../../main/contract/chat-settings.ts';
import type { ModelId } from '../../../main/contract/ids.ts';
import { useApp } from '../../state/app-context.tsx';
import { useAnswer } from '../../state/use-answer.ts';

/** How a system prompt would be sent now; the one before while it is asked, null before the first. */
export function usePromptPreview(
  text: string,
  variables: OwnChatSettings['variables'],
  modelId: ModelId | null,
): PromptPreview | null {
  const { client } = useApp();
  const ask = useCallback(
    (signal: AbortSignal): Promise<PromptPreview> =>
      text === ''
        ? Promise.resolve({ text: '', variables: [] })
        : client.chatSettings.preview.query({ text, variables, modelId }, { signal }),
    [client, text, variables, modelId],
  );
  return useAnswer(ask).latest;
}

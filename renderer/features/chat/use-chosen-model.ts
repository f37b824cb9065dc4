import { useMemo } from 'react';
import type { Conversation } from '../../../main/contract/chat.ts';
import type { Model } from '../../../main/contract/models.ts';
import { useApp } from '../../state/app-context.tsx';
import { useModels, useSettings } from '../../state/hooks.ts';
import { liveValue } from '../../state/stream.ts';
import { pickModel } from './pick-model.ts';

export type ChosenModel = {
  /** By name; null until they arrived. */
  readonly models: readonly Model[] | null;
  /** The model that answers the next message. */
  readonly model: Model | null;
  readonly choose: (model: Model) => void;
};

/** The conversation's model, or for a chat that has not begun the one last chosen. */
export function useChosenModel(conversation: Conversation | null): ChosenModel {
  const app = useApp();
  const models = liveValue(useModels())?.models ?? null;
  const lastModelId = useSettings()?.lastModelId ?? null;
  const conversationId = conversation?.id ?? null;
  const model = useMemo(
    () => pickModel(models ?? [], conversation?.modelId ?? null, lastModelId),
    [models, conversation?.modelId, lastModelId],
  );
  const choose = ({ id }: Model): void => {
    app.updateSettings({ lastModelId: id });
    if (conversationId !== null) app.attempt(app.client.chat.setModel.mutate({ conversationId, modelId: id }));
  };
  return { models, model, choose };
}

import { useMemo } from 'react';
import type { Conversation } from '../../../main/contract/chat.ts';
import type { Model } from '../../../main/contract/models.ts';
import { useApp } from '../../state/app-context.tsx';
import { useModels, useSettings } from '../../state/hooks.ts';
import { liveValue } from '../../state/stream.ts';

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

/** The wanted model while it is there; else the last one chosen; else the one used most recently. */
export function pickModel(models: readonly Model[], wantedId: string | null, lastId: string | null): Model | null {
  const byId = (id: string | null): Model | undefined => models.find((model) => model.id === id);
  const recent = models
    .filter(({ isMissing }) => !isMissing)
    .toSorted((a, b) => (b.lastUsedAtMs ?? b.addedAtMs) - (a.lastUsedAtMs ?? a.addedAtMs));
  return byId(wantedId) ?? byId(lastId) ?? recent[0] ?? models[0] ?? null;
}

import { noOwnChatSettings } from '../../../main/contract/chat-settings.ts';
import type { ConversationId } from '../../../main/contract/ids.ts';
import type { RunningApp } from '../chat/app-client.ts';
import { fittingModel } from './fitting-model.ts';
import { followStream, type Stream } from './follow-stream.ts';

type StreamOptions = {
  readonly folder: string;
  readonly conversationId: ConversationId;
  /** Tokens of the reply. */
  readonly length: number;
};

/** For the summary of the history and the question. */
const promptRoom = 4_096;
/** A little more than the target, because the page takes its share of the processor. */
const aimedRate = 560;

/** Has a real model write a long reply into a conversation that somebody looks at. */
export async function startStream(app: RunningApp, { folder, conversationId, length }: StreamOptions): Promise<Stream> {
  const contextSize = length + promptRoom;
  const { modelId, charactersPerToken } = await fittingModel(app, { folder, contextSize, aimedRate });
  const settings = { overflow: 'summarise', sampling: { maxTokens: length } } as const;
  await app.client.chatSettings.save.mutate({ conversationId, own: { ...noOwnChatSettings, settings } });
  await app.client.chat.send.mutate({ conversationId, text: 'Go on and on.', modelId });
  return followStream(app, conversationId, charactersPerToken);
}

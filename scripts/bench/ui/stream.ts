import { noOwnChatSettings } from '../../../main/contract/chat-settings.ts';
import type { ConversationId, ModelId } from '../../../main/contract/ids.ts';
import { defaultLoadSettings } from '../../../main/contract/load-settings.ts';
import type { RunningApp } from '../chat/app-client.ts';
import { followStream, type Stream } from './follow-stream.ts';
import { writeStreamModel } from './stream-model.ts';

type StreamOptions = {
  readonly folder: string;
  readonly conversationId: ConversationId;
  /** Tokens of the reply. */
  readonly length: number;
};

const calibration = { layers: 1, tokens: 1_200 };
/** For the summary of the history and the question. */
const promptRoom = 4_096;
/** A little more than the target, because the page takes its share of the processor. */
const aimedRate = 560;

/** Has a real model write a long reply into a conversation that somebody looks at. */
export async function startStream(app: RunningApp, { folder, conversationId, length }: StreamOptions): Promise<Stream> {
  const contextSize = length + promptRoom;
  const { modelId, charactersPerToken } = await fittingModel(app, { folder, contextSize });
  const settings = { overflow: 'summarise', sampling: { maxTokens: length } } as const;
  await app.client.chatSettings.save.mutate({ conversationId, own: { ...noOwnChatSettings, settings } });
  await app.client.chat.send.mutate({ conversationId, text: 'Go on and on.', modelId });
  return followStream(app, conversationId, charactersPerToken);
}

type Place = { readonly folder: string; readonly contextSize: number };
type Measured = { readonly modelId: ModelId; readonly rate: number; readonly charactersPerToken: number };

/** A model that is about as fast as is aimed for: its speed is measured without ballast and with some. */
async function fittingModel(app: RunningApp, place: Place): Promise<Measured> {
  const bare = await measure(app, place, 0);
  if (bare.rate <= aimedRate) return bare;
  const slow = await measure(app, place, calibration.layers);
  const layerMs = Math.max(0.001, (1_000 / slow.rate - 1_000 / bare.rate) / calibration.layers);
  const layers = Math.floor((1_000 / aimedRate - 1_000 / bare.rate) / layerMs);
  process.stderr.write(
    `${bare.rate.toFixed(0)} tokens/s bare, ${slow.rate.toFixed(0)} with a layer more: ${layers} taken\n`,
  );
  return layers <= 0 ? bare : { ...bare, modelId: await bring(app, place, layers) };
}

async function measure(app: RunningApp, place: Place, layers: number): Promise<Measured> {
  const modelId = await bring(app, place, layers);
  const own = { ...noOwnChatSettings, settings: { sampling: { maxTokens: calibration.tokens } } };
  await app.client.chatSettings.save.mutate({ conversationId: null, own });
  const { conversationId } = await app.client.chat.send.mutate({ conversationId: null, text: 'How fast?', modelId });
  const { text, stats } = await followStream(app, conversationId, 1).ended();
  await app.client.chat.remove.mutate({ conversationId });
  if (!stats?.replyTokensPerSecond) throw new Error('the calibration was not measured');
  return { modelId, rate: stats.replyTokensPerSecond, charactersPerToken: text.length / stats.replyTokens };
}

async function bring(app: RunningApp, { folder, contextSize }: Place, layers: number): Promise<ModelId> {
  const { id } = await app.client.models.importFile.mutate({ path: await writeStreamModel(folder, layers) });
  const settings = { ...defaultLoadSettings, contextSize, flashAttention: 'on' } as const;
  await app.client.runtime.saveSettings.mutate({ modelId: id, settings });
  return id;
}

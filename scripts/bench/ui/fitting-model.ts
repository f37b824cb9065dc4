import { noOwnChatSettings } from '../../../main/contract/chat-settings.ts';
import type { ModelId } from '../../../main/contract/ids.ts';
import { defaultLoadSettings } from '../../../main/contract/load-settings.ts';
import type { RunningApp } from '../chat/app-client.ts';
import { followStream } from './follow-stream.ts';
import { writeStreamModel } from './stream-model.ts';

/** A layer costs at least so much: what was measured as less was a slow moment before. */
const calibration = { layers: 1, tokens: 1_200, leastLayerMs: 0.05 };

/** @param aimedRate tokens a second. */
type Place = { readonly folder: string; readonly contextSize: number; readonly aimedRate: number };
type Measured = { readonly modelId: ModelId; readonly rate: number; readonly charactersPerToken: number };

/** A model that is about as fast as is aimed for: its speed is measured without ballast and with some. */
export async function fittingModel(app: RunningApp, place: Place): Promise<Measured> {
  const { aimedRate } = place;
  const bare = await measure(app, place, 0);
  if (bare.rate <= aimedRate) return bare;
  const slow = await measure(app, place, calibration.layers);
  const layerMs = Math.max(calibration.leastLayerMs, (1_000 / slow.rate - 1_000 / bare.rate) / calibration.layers);
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

import { defaultChatSettings, type ReasoningSettings } from '../../main/contract/chat-settings.ts';
import type { ChatTurn, DrawnSampling, GenerateRequest, ReplyShape } from '../../main/core/ports/runner-pool.ts';

/** Greedy, without an end, everything else off. */
export const greedySampling: DrawnSampling = {
  ...defaultChatSettings.sampling,
  temperature: 0,
  topP: 1,
  topK: 0,
  minP: 0,
  seed: 1,
};

/** Nothing is asked of the template or of the form of the reply. */
export const plainShape: ReplyShape = {
  reasoning: defaultChatSettings.reasoning,
  templateVariables: {},
  structure: { kind: 'none' },
};

export function shapeOf(
  change: Partial<Omit<ReplyShape, 'reasoning'>> & { reasoning?: Partial<ReasoningSettings> },
): ReplyShape {
  return { ...plainShape, ...change, reasoning: { ...plainShape.reasoning, ...change.reasoning } };
}

export type RequestChange = Partial<Omit<GenerateRequest, 'turns' | 'sampling'>> & {
  readonly sampling?: Partial<DrawnSampling>;
};

/** A request of one sentence or of these turns, greedy unless the change says otherwise. */
export function plainRequest(
  said: string | readonly ChatTurn[] = 'Hello',
  change: RequestChange = {},
): GenerateRequest {
  const turns = typeof said === 'string' ? [{ role: 'user' as const, text: said }] : said;
  return { turns, shape: plainShape, prefix: null, ...change, sampling: { ...greedySampling, ...change.sampling } };
}

import type { OverflowOptions } from '../../contract/context.ts';
import type { ModelId } from '../../contract/ids.ts';
import type { LoadPlan } from '../../contract/load-plan.ts';
import type { LoadSettings } from '../../contract/load-settings.ts';

export type LargerContextPorts = {
  /** What a load would take now. @throws AppError as `RuntimeService.plan`. */
  readonly planLoad: (modelId: ModelId, settings: LoadSettings) => Promise<LoadPlan>;
  readonly loadSettings: (modelId: ModelId) => LoadSettings;
  readonly trainedContextLength: (modelId: ModelId) => number;
};
type Larger = NonNullable<OverflowOptions['larger']>;

/**
 * A larger context for a model that memory allows now: the smallest that is enough, in doublings up to the trained length;
 * where none is, the largest. Null when there is none.
 * @param neededTokens the prompt and what is kept free for the reply.
 */
export async function largerContext(
  { modelId, contextSize, neededTokens }: { modelId: ModelId; contextSize: number; neededTokens: number },
  { planLoad, loadSettings, trainedContextLength }: LargerContextPorts,
): Promise<Larger | null> {
  const settings = loadSettings(modelId);
  const sizes = sizesAbove(contextSize, trainedContextLength(modelId));
  if (sizes.length === 0) return null;
  const now = totalBytes(await planLoad(modelId, { ...settings, contextSize }));
  let largest: Larger | null = null;
  for (const size of sizes) {
    const plan = await planLoad(modelId, { ...settings, contextSize: size });
    if (plan.verdict === 'too-large') break;
    const isEnough = size >= neededTokens;
    largest = { contextSize: size, moreBytes: Math.max(0, totalBytes(plan) - now), verdict: plan.verdict, isEnough };
    if (isEnough) break;
  }
  return largest;
}

function sizesAbove(contextSize: number, trained: number): number[] {
  const sizes: number[] = [];
  for (let size = contextSize * 2; size < trained; size *= 2) sizes.push(size);
  return trained > contextSize ? [...sizes, trained] : sizes;
}

function totalBytes({ memoryBytes, videoMemoryBytes }: LoadPlan): number {
  return memoryBytes + videoMemoryBytes;
}

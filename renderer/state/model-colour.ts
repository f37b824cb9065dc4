import { useEffect } from 'react';
import type { ModelId } from '../../main/contract/ids.ts';
import { useApp } from './app-context.tsx';
import type { AppServices } from './app-services.ts';
import { useSettings } from './hooks.ts';
import { useStore } from './store.ts';
import { liveValue } from './stream.ts';

/** Colours of the design's series for models in comparison: `--series-1` … `--series-6`. */
const seriesCount = 6;
const shapes = ['disc', 'square', 'diamond'] as const;
/** Above this many models, looks are shared. */
export const lookCount = seriesCount * shapes.length;

/** How a model looks on every screen and chart. Past six models the shape tells those of one colour apart. */
export type ModelColour = {
  readonly series: number;
  readonly shape: (typeof shapes)[number];
  /** For `style={{ color: css }}`, `fill` and such; follows the theme. */
  readonly css: string;
};

export function lookOf(look: number): ModelColour {
  const series = (look % seriesCount) + 1;
  const shape = shapes[Math.floor(look / seriesCount) % shapes.length] ?? 'disc';
  return { series, shape, css: `var(--series-${series})` };
}

type Looks = Readonly<Record<string, number>>;

/** Of a model that has no look yet, as one whose votes came from another computer. */
function lookByName(modelId: string): number {
  let sum = 0;
  for (const character of modelId) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 100_003;
  return sum % seriesCount;
}

/** A look nobody has, in a colour that none of those beside it has, as far as there is one; else the least shared. */
function freeLook(looks: Looks, beside: readonly string[]): number {
  const uses = Array.from({ length: lookCount }, () => 0);
  for (const look of Object.values(looks)) uses[look % lookCount] = (uses[look % lookCount] ?? 0) + 1;
  const colours = new Set(beside.flatMap((id) => (looks[id] === undefined ? [] : [looks[id] % seriesCount])));
  const cost = (look: number): number => (uses[look] ?? 0) * 2 + (colours.has(look % seriesCount) ? 1 : 0);
  return uses.reduce((best, _uses, look) => (cost(look) < cost(best) ? look : best), 0);
}

/** The looks with one for each of these models, which stand beside each other; the same object when all had theirs. */
export function withLooks(looks: Looks, modelIds: readonly string[]): Looks {
  return modelIds.reduce<Looks>(
    (known, id) => (known[id] === undefined ? { ...known, [id]: freeLook(known, modelIds) } : known),
    looks,
  );
}

/** Gives these models looks that they keep. Best called once for all that stand beside each other. */
export function claimLooks(app: AppServices, modelIds: readonly ModelId[]): void {
  const settings = liveValue(app.settings.store.get());
  if (settings === null) return;
  const looks = withLooks(settings.modelLooks, modelIds);
  if (looks !== settings.modelLooks) app.updateSettings({ modelLooks: looks });
}

/** The looks of all models, for charts. */
export function useModelColours(): (modelId: string) => ModelColour {
  const looks: Looks = useSettings()?.modelLooks ?? {};
  return (modelId) => lookOf(looks[modelId] ?? lookByName(modelId));
}

/** A model's look; one that has none yet gets one as it is shown. */
export function useModelColour(modelId: ModelId): ModelColour {
  const app = useApp();
  const isKnown = useStore(app.settings.store, (state) => liveValue(state)?.modelLooks[modelId] !== undefined);
  useEffect(() => {
    if (!isKnown) claimLooks(app, [modelId]);
  }, [app, isKnown, modelId]);
  return useModelColours()(modelId);
}

import { columnLimits, type ContestantSetup } from '../../../../main/contract/contestants.ts';
import type { Model } from '../../../../main/contract/models.ts';
import { isSameValue } from '../../chat/settings/own-settings.ts';
import { modelGroup, quantizationsOf } from './model-groups.ts';

/** What a comparison is about, in words anybody knows. */
export const ways = ['models', 'quantizations', 'prompts', 'temperatures'] as const;
export type Way = (typeof ways)[number];

/** Settings that a way begins with: two that differ enough to be seen. */
const firstTemperatures = [0.2, 1] as const;
/** Those that come when more are wanted. */
const moreTemperatures = [0.6, 0, 1.4, 0.4] as const;

export type Entrant = { readonly key: string; readonly setup: ContestantSetup };
export type LineUp = { readonly way: Way; readonly entrants: readonly Entrant[] };

let count = 0;
function entrant(setup: ContestantSetup): Entrant {
  count += 1;
  return { key: `entrant-${count}`, setup };
}

export function plainSetup(modelId: Model['id']): ContestantSetup {
  return { modelId, load: {}, settings: {}, systemPrompt: '', variables: {} };
}

/** Why a way is not open; null when it is. */
export function obstacle(way: Way, ranked: readonly Model[]): 'no-model' | 'one-model' | 'one-quantization' | null {
  if (ranked.length === 0) return 'no-model';
  if (way === 'models' && new Set(ranked.map(modelGroup)).size < 2) return 'one-model';
  if (way === 'quantizations' && manyQuantizations(ranked) === null) return 'one-quantization';
  return null;
}

/** The first way that is open with what is on this computer. */
export function firstWay(ranked: readonly Model[]): Way {
  return ways.find((way) => obstacle(way, ranked) === null) ?? 'models';
}

function manyQuantizations(ranked: readonly Model[]): readonly Model[] | null {
  const first = ranked.find((model) => quantizationsOf(model, ranked).length > 1);
  return first === undefined ? null : quantizationsOf(first, ranked);
}

/** The first file of each model, in the order they have. */
function oneOfEach(ranked: readonly Model[]): readonly Model[] {
  return ranked.filter(
    (model, place) => ranked.findIndex((other) => modelGroup(other) === modelGroup(model)) === place,
  );
}

/**
 * Two contestants to begin with, from the models nearest at hand; nothing where the way is not open.
 * @param examplePrompt what the second of two system prompts says until somebody writes another.
 */
export function beginWith(way: Way, ranked: readonly Model[], examplePrompt: string): LineUp {
  return { way, entrants: obstacle(way, ranked) === null ? firstSetups(way, ranked, examplePrompt).map(entrant) : [] };
}

function firstSetups(way: Way, ranked: readonly Model[], examplePrompt: string): readonly ContestantSetup[] {
  const plain = ranked.slice(0, 1).map(({ id }) => plainSetup(id));
  switch (way) {
    case 'models':
      return oneOfEach(ranked)
        .slice(0, 2)
        .map(({ id }) => plainSetup(id));
    case 'quantizations': {
      const files = manyQuantizations(ranked) ?? [];
      return [...files.slice(0, 1), ...files.slice(-1)].map(({ id }) => plainSetup(id));
    }
    case 'prompts':
      return plain.flatMap((setup) => [setup, { ...setup, systemPrompt: examplePrompt }]);
    case 'temperatures':
      return plain.flatMap((setup) =>
        firstTemperatures.map((temperature) => ({ ...setup, settings: { sampling: { temperature } } })),
      );
  }
}

/** One more: the next model or quantization that does not take part yet, else a copy of the last to change. */
export function withNext(lineUp: LineUp, ranked: readonly Model[]): LineUp {
  const last = lineUp.entrants.at(-1);
  if (lineUp.entrants.length >= columnLimits.most) return lineUp;
  const taking = new Set<string>(lineUp.entrants.map(({ setup }) => setup.modelId));
  const groups = new Set(ranked.filter(({ id }) => taking.has(id)).map(modelGroup));
  const lastModel = ranked.find(({ id }) => id === last?.setup.modelId);
  const candidates =
    lineUp.way === 'quantizations' && lastModel !== undefined ? quantizationsOf(lastModel, ranked) : ranked;
  const fresh = candidates.filter(({ id }) => !taking.has(id));
  const next =
    lineUp.way === 'models' || lineUp.way === 'quantizations'
      ? (fresh.find((model) => !groups.has(modelGroup(model))) ?? fresh[0])
      : undefined;
  const setup = next === undefined ? nextOf(lineUp) : plainSetup(next.id);
  return setup === undefined ? lineUp : { ...lineUp, entrants: [...lineUp.entrants, entrant(setup)] };
}

/** A copy of the last one, in another temperature where the comparison is about that. */
function nextOf({ way, entrants }: LineUp): ContestantSetup | undefined {
  const setup = entrants.at(-1)?.setup;
  if (setup === undefined || way !== 'temperatures') return setup;
  const taken = new Set(entrants.map((other) => other.setup.settings.sampling?.temperature));
  const temperature = moreTemperatures.find((fresh) => !taken.has(fresh));
  if (temperature === undefined) return setup;
  return { ...setup, settings: { ...setup.settings, sampling: { ...setup.settings.sampling, temperature } } };
}

export function withoutEntrant(lineUp: LineUp, key: string): LineUp {
  return { ...lineUp, entrants: lineUp.entrants.filter((other) => other.key !== key) };
}

/** The copy stands right behind. */
export function withCopy(lineUp: LineUp, key: string): LineUp {
  if (lineUp.entrants.length >= columnLimits.most) return lineUp;
  return {
    ...lineUp,
    entrants: lineUp.entrants.flatMap((known) => (known.key === key ? [known, entrant(known.setup)] : [known])),
  };
}

export function withSetup(lineUp: LineUp, key: string, setup: ContestantSetup): LineUp {
  return {
    ...lineUp,
    entrants: lineUp.entrants.map((known) => (known.key === key ? { ...known, setup } : known)),
  };
}

/** `step`: -1 up, 1 down; nothing happens at the ends. */
export function withMoved(lineUp: LineUp, key: string, step: -1 | 1): LineUp {
  const from = lineUp.entrants.findIndex((known) => known.key === key);
  const to = from + step;
  const [moved] = lineUp.entrants.slice(from, from + 1);
  if (from < 0 || moved === undefined || to < 0 || to >= lineUp.entrants.length) return lineUp;
  const rest = lineUp.entrants.filter((known) => known.key !== key);
  return { ...lineUp, entrants: [...rest.slice(0, to), moved, ...rest.slice(to)] };
}

/** Places of the first two that are the very same setup; null when all differ. */
export function firstTwins(setups: readonly ContestantSetup[]): readonly [number, number] | null {
  for (const [place, setup] of setups.entries()) {
    const twin = setups.findIndex((other, later) => later > place && isSameValue(other, setup));
    if (twin > 0) return [place, twin];
  }
  return null;
}

/** Another file answers; what belongs to the model before it stays behind. */
export function withModel(setup: ContestantSetup, modelId: Model['id']): ContestantSetup {
  const { adapters: _adapters, chatTemplate: _template, draftModelId: _draft, ...load } = setup.load;
  return { ...setup, modelId, load };
}

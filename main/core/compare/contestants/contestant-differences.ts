import {
  defaultChatSettings,
  type ChatSettings,
  type OverflowPolicy,
  type Sampling,
} from '../../../contract/chat-settings.ts';
import type { ContestantSetup } from '../../../contract/contestants.ts';
import type { AdapterId, ModelId } from '../../../contract/ids.ts';
import { chatSettingsOf } from './freeze-setup.ts';

export type DifferenceNames = {
  readonly adapterName: (id: AdapterId) => string;
  readonly modelName: (id: ModelId) => string;
};

/** What differs from the model as it comes, in short words: `temperature 0.2`, `LoRA poems × 0.5`. */
export function contestantDifferences(setup: ContestantSetup, names: DifferenceNames): string[] {
  const settings = chatSettingsOf(setup);
  return [
    ...promptWords(setup),
    ...loadWords(setup, names),
    ...samplingWords(settings.sampling),
    ...reasoningWords(settings.reasoning),
    ...formWords(settings),
  ];
}

const shownLetters = 28;

function promptWords({ systemPrompt }: ContestantSetup): string[] {
  const line = systemPrompt.trim().replaceAll(/\s+/g, ' ');
  if (line === '') return [];
  const letters = Array.from(line);
  const shown = letters.slice(0, shownLetters).join('').trimEnd();
  return [`prompt “${shown}${letters.length > shownLetters ? '…' : ''}”`];
}

function loadWords({ load }: ContestantSetup, { adapterName, modelName }: DifferenceNames): string[] {
  const adapters = (load.adapters ?? []).filter(({ scale }) => scale !== 0);
  return [
    ...adapters.map(({ adapterId, scale }) => `LoRA ${adapterName(adapterId)}${scale === 1 ? '' : ` × ${scale}`}`),
    ...(load.chatTemplate ? ['own template'] : []),
    ...said(load.keyCacheType, (type) => `keys ${type}`),
    ...said(load.valueCacheType, (type) => `values ${type}`),
    ...said(load.backend, (backend) => (backend === 'auto' ? 'any backend' : backend === 'cpu' ? 'CPU' : backend)),
    ...said(load.gpuLayers, (layers) => `GPU layers ${layers}`),
    ...said(load.contextSize, (size) => `context ${size}`),
    ...said(load.threads, (threads) => `threads ${threads}`),
    ...said(load.batchSize, (size) => `batch ${size}`),
    ...said(load.flashAttention, (use) => `flash attention ${use}`),
    ...said(load.usesMemoryMap, (uses) => (uses ? 'memory map' : 'no memory map')),
    ...said(load.locksMemory, (locks) => (locks ? 'memory locked' : 'memory not locked')),
    ...said(load.draftModelId, (id) => (id === null ? 'no draft model' : `draft ${modelName(id)}`)),
  ];
}

function said<Value>(value: Value | undefined, words: (value: Value) => string): string[] {
  return value === undefined ? [] : [words(value)];
}

function samplingWords(sampling: Sampling): string[] {
  const usual = defaultChatSettings.sampling;
  const { repeat, dry, xtc, stop } = sampling;
  const numbers: readonly (readonly [string, number | null, number | null])[] = [
    ['temperature', sampling.temperature, usual.temperature],
    ['top-p', sampling.topP, usual.topP],
    ['top-k', sampling.topK, usual.topK],
    ['min-p', sampling.minP, usual.minP],
    ['repeat penalty', repeat.penalty, usual.repeat.penalty],
    ['frequency penalty', repeat.frequency, usual.repeat.frequency],
    ['presence penalty', repeat.presence, usual.repeat.presence],
    ['DRY', dry.strength, usual.dry.strength],
    ['XTC', xtc.probability, usual.xtc.probability],
    ['seed', sampling.seed, usual.seed],
    ['at most tokens', sampling.maxTokens, usual.maxTokens],
  ];
  return [
    ...numbers.flatMap(([name, value, other]) => (value === other ? [] : [`${name} ${value ?? 'free'}`])),
    ...(stop.length === 0 ? [] : [`stop texts ${stop.length}`]),
  ];
}

function reasoningWords({ isOn, effort, budgetTokens }: ChatSettings['reasoning']): string[] {
  return [
    ...(isOn === null ? [] : [isOn ? 'thinking on' : 'thinking off']),
    ...(effort === null ? [] : [`effort ${effort}`]),
    ...(budgetTokens === null ? [] : [`thought ≤ ${budgetTokens} tokens`]),
  ];
}

const structureWords = { json: 'JSON', 'json-schema': 'JSON schema', grammar: 'grammar' } as const;
const overflowWords: Readonly<Record<Exclude<OverflowPolicy, 'ask'>, string>> = {
  'drop-oldest': 'drops the oldest',
  'keep-ends': 'keeps both ends',
  summarise: 'summarises',
};

function formWords({ structure, overflow, templateVariables }: ChatSettings): string[] {
  return [
    ...(structure.kind === 'none' ? [] : [structureWords[structure.kind]]),
    ...(overflow === 'ask' ? [] : [overflowWords[overflow]]),
    ...Object.entries(templateVariables).map(([name, value]) => `${name} ${value}`.slice(0, 60)),
  ];
}

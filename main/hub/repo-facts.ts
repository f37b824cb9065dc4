import { z } from 'zod';
import { commitSchema, repoIdSchema } from '../contract/hub.ts';
import type { HubRepoFacts } from '../contract/hub-facts.ts';

const text = z.string().max(500);
const count = z.number().nonnegative();

/** A repository as the library hands it on: the Hub's own JSON. Only the id is needed; nonsense elsewhere is left out. */
const entrySchema = z.object({
  name: repoIdSchema,
  downloads: count.catch(0),
  likes: count.catch(0),
  updatedAt: z.date().nullable().catch(null),
  gated: z.union([z.literal('auto'), z.literal('manual'), z.literal(false)]).catch(false),
  task: text.nullable().catch(null),
  tags: z.array(z.unknown()).catch([]),
  sha: commitSchema.nullable().catch(null),
  cardData: z.record(z.string(), z.unknown()).catch({}),
  gguf: z.record(z.string(), z.unknown()).catch({}),
});

const gatings = { auto: 'automatic', manual: 'manual' } as const;

/** @returns null when this is no repository we could ask for again. */
export function repoFacts(entry: unknown): HubRepoFacts | null {
  const parsed = entrySchema.safeParse(entry);
  if (!parsed.success) return null;
  const { name, cardData, gguf, ...facts } = parsed.data;
  const tags = facts.tags.filter((tag) => typeof tag === 'string').slice(0, 500);
  // Beside a projector for images the Hub sometimes reads that one: what it says is not about the model.
  const header = gguf['architecture'] === 'clip' ? {} : gguf;
  return {
    id: name,
    downloads: facts.downloads,
    likes: facts.likes,
    updatedAtMs: facts.updatedAt?.getTime() ?? 0,
    gating: facts.gated === false ? 'open' : gatings[facts.gated],
    task: facts.task,
    tags,
    licence: licenceOf(tags, cardData),
    baseModels: [cardData['base_model']].flat().filter((id) => typeof id === 'string'),
    baseModelRelation: textOf(cardData['base_model_relation']),
    architecture: textOf(header['architecture']),
    parameterCount: positive(header['total']),
    contextLength: positive(header['context_length']),
    commit: facts.sha,
  };
}

function licenceOf(tags: readonly string[], card: Readonly<Record<string, unknown>>): HubRepoFacts['licence'] {
  const tag = tags.find((candidate) => candidate.startsWith('license:'))?.slice('license:'.length);
  const id = textOf([card['license']].flat()[0]) ?? tag ?? null;
  return id === null ? null : { id, name: textOf(card['license_name']), link: textOf(card['license_link']) };
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' && value.length <= 500 ? value : null;
}

function positive(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : null;
}

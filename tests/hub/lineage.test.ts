import { expect, test } from 'vitest';
import type { RepoId } from '../../main/contract/hub.ts';
import { cardText } from '../../main/core/hub/card-text.ts';
import { curatedModels } from '../../main/core/hub/curated-models.ts';
import { ancestors } from '../../main/core/hub/lineage.ts';
import { licenceNote, stricterLicence } from '../../main/core/hub/licence-table.ts';
import { familyOf, isRunnable } from '../../main/core/hub/model-families.ts';
import { hubAddressSchema, repoIdSchema, repoPathSchema } from '../../main/contract/hub.ts';

const repo = (over: Partial<Parameters<typeof ancestors>[0]>) =>
  ancestors({ id: 'me/x-GGUF' as RepoId, tags: [], baseModels: [], baseModelRelation: null, ...over });

test('lineage is read from tags and card, without a repository being its own parent or an id being an attack', () => {
  expect(repo({ tags: ['gguf', 'base_model:Qwen/Qwen3-4B', 'base_model:quantized:Qwen/Qwen3-4B'] })).toEqual([
    { id: 'Qwen/Qwen3-4B', relation: 'quantization' },
  ]);
  expect(repo({ baseModels: ['a/b', 'c/d'] })).toEqual([
    { id: 'a/b', relation: 'merge' },
    { id: 'c/d', relation: 'merge' },
  ]);
  expect(repo({ baseModels: ['a/b'], baseModelRelation: 'finetune' })).toEqual([{ id: 'a/b', relation: 'fine-tune' }]);
  expect(repo({ baseModels: ['me/x-GGUF', '../../etc/passwd', 'https://evil/a', 'noslash', 'a/b/c', 'a/..'] })).toEqual(
    [],
  );
});

const note = (id: string | null, name: string | null = null, link: string | null = null) =>
  licenceNote(id === null ? null : { id, name, link });

test('a licence is in plain words; one of its own keeps its name, and only an https link survives', () => {
  expect([note('apache-2.0').class, note('llama3.1').class, note('cc-by-nc-4.0').class]).toEqual([
    'free',
    'conditions',
    'non-commercial',
  ]);
  expect(note(null)).toMatchObject({ id: 'none', class: 'unknown' });
  expect(note('other', 'qwen-research', 'https://a.example/LICENSE')).toMatchObject({
    class: 'unknown',
    name: 'qwen-research',
    link: 'https://a.example/LICENSE',
  });
  expect(note('other', 'x', 'javascript:alert(1)').link).toBeNull();
  expect(note('never-heard-of')).toMatchObject({ id: 'never-heard-of', class: 'unknown', name: 'never-heard-of' });
});

test('a copy never allows more than what it was made from', () => {
  const strict = (own: string | null, ...parents: string[]) =>
    stricterLicence(
      note(own),
      parents.map((id) => note(id)),
    ).id;
  expect(strict('apache-2.0', 'llama3')).toBe('llama3');
  expect(strict('cc-by-nc-4.0', 'mit')).toBe('cc-by-nc-4.0');
  expect(strict('mit', 'other')).toBe('other');
  expect(strict('mit', 'gemma', 'cc-by-nc-4.0')).toBe('cc-by-nc-4.0');
  expect(strict(null, 'apache-2.0')).toBe('apache-2.0');
  expect(strict(null)).toBe('none');
});

test('front matter is for machines; a rule in the text is not front matter', () => {
  expect(cardText('---\nlicense: mit\nfoo: [a]\n---\n# Title\n---\nrest')).toBe('# Title\n---\nrest');
  expect(cardText('\uFEFF---\r\na: b\r\n---\r\nText')).toBe('Text');
  expect(cardText('# Title\n---\nrest')).toBe('# Title\n---\nrest');
  expect(cardText('---\nnever closed')).toBe('---\nnever closed');
  expect(cardText('------\n')).toBe('------\n');
});

test('the table of architectures is what the pinned runtime knows, without what writes no text', async () => {
  const silent = new Set(
    (
      'clip bert modern-bert nomic-bert nomic-bert-moe neo-bert jina-bert-v2 jina-bert-v3 eurobert gemma-embedding ' +
      'llama-embed t5 t5encoder dream llada llada-moe rnd1 eagle3 dflash gemma4-assistant wavtokenizer-dec qwen3tts (unknown)'
    ).split(' '),
  );
  // A const enum in its types, an object in its code.
  const runtime: Readonly<Record<string, unknown>> = await import('node-llama-cpp');
  const known = Object.values(runtime['GgufArchitectureType'] as Readonly<Record<string, string>>);
  expect(known.filter((name) => isRunnable(name) === silent.has(name))).toEqual([]);
  expect(isRunnable('invented-yesterday')).toBe(false);
});

test('models that took over another architecture belong to their own family', () => {
  expect(familyOf('llama', 'bartowski/Mistral-7B-Instruct-v0.3-GGUF')).toBe('mistral');
  expect(familyOf('llama', 'bartowski/Llama-3.2-1B-Instruct-GGUF')).toBe('llama');
  expect(familyOf('qwen3moe', 'a/b')).toBe('qwen');
  expect(familyOf(null, 'a/qwen')).toBeNull();
});

test('the curated list holds usable ids of all tiers', () => {
  expect(new Set(curatedModels.map(({ tier }) => tier))).toEqual(new Set(['small', 'mid', 'large']));
  expect(new Set(curatedModels.map(({ id }) => id)).size).toBe(curatedModels.length);
});

test('an address of a hub is https, or http on this computer, and nothing but an origin', () => {
  const parse = (text: string) => hubAddressSchema.safeParse(text).data ?? null;
  expect(parse(' https://hf-mirror.com/ ')).toBe('https://hf-mirror.com');
  expect(parse('http://127.0.0.1:8080')).toBe('http://127.0.0.1:8080');
  expect(
    [
      'http://hf-mirror.com',
      'https://user:pw@hf.co',
      'https://hf.co/path',
      'https://hf.co?x',
      'ftp://hf.co',
      'hf.co',
      'http://localhost.evil.com',
      '',
    ].map(parse),
  ).toEqual(Array.from({ length: 8 }, () => null));
  expect(['a/b', 'a/..', '../b', 'a//b', 'a/b--c'].map((id) => repoIdSchema.safeParse(id).success)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(
    ['a/b.gguf', '../a', '/a', 'a/./b', 'a\\b', 'a\n'].map((path) => repoPathSchema.safeParse(path).success),
  ).toEqual([true, false, false, false, false, false]);
});

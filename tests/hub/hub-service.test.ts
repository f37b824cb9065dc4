import { expect, test } from 'vitest';
import type { HubFilters, HubSearchInput, RepoId } from '../../main/contract/hub.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { textContent } from '../support/hub/hub-content.ts';
import type { HubRepo } from '../support/hub/hub-repo.ts';
import { tinyRepo, tinyRepoFile } from '../support/hub/tiny-repo.ts';
import { startHubSide } from '../support/hub-side.ts';

const noFilters: HubFilters = {
  minParameters: null,
  maxParameters: null,
  family: null,
  task: null,
  licenceClass: null,
  isOpenOnly: false,
  isFittingOnly: false,
};
const search = (over: Partial<HubSearchInput> = {}, filters: Partial<HubFilters> = {}): HubSearchInput => ({
  text: '',
  author: null,
  sort: 'downloads',
  cursor: null,
  ...over,
  filters: { ...noFilters, ...filters },
});
const facts = (total: number, architecture: string) => ({ gguf: { total, architecture, context_length: 4096 } });

const shelf: readonly HubRepo[] = [
  tinyRepo('q/Qwen3-4B-GGUF', { ...facts(4e9, 'qwen3'), tags: ['gguf', 'license:apache-2.0'], downloads: 9 }),
  tinyRepo('m/Mistral-7B-GGUF', { ...facts(7e9, 'llama'), tags: ['gguf', 'license:apache-2.0'], downloads: 8 }),
  tinyRepo('l/Llama-70B-GGUF', { ...facts(70e9, 'llama'), tags: ['gguf', 'license:llama3.3'], downloads: 7 }),
  tinyRepo('g/gated-GGUF', { ...facts(2e9, 'gemma3'), tags: ['gguf', 'license:gemma'], gated: 'manual', downloads: 6 }),
  tinyRepo('u/unknown-GGUF', { gguf: {}, downloads: 5 }),
];

test('each filter lets through exactly what it names, and what is unknown passes none', async () => {
  const { service } = await startHubSide({ repos: shelf });
  const ids = async (filters: Partial<HubFilters>) =>
    (await service.search(search({}, filters))).models.map(({ id }) => id.split('/')[0]).join('');
  expect({
    none: await ids({}),
    atLeast: await ids({ minParameters: 5e9 }),
    atMost: await ids({ maxParameters: 5e9 }),
    mistral: await ids({ family: 'mistral' }),
    llama: await ids({ family: 'llama' }),
    free: await ids({ licenceClass: 'free' }),
    conditions: await ids({ licenceClass: 'conditions' }),
    open: await ids({ isOpenOnly: true }),
    fitting: await ids({ isFittingOnly: true }),
  }).toEqual({
    none: 'qmlgu',
    atLeast: 'ml',
    atMost: 'qg',
    mistral: 'm',
    llama: 'l',
    free: 'qm',
    conditions: 'lg',
    open: 'qmlu',
    fitting: 'qmg',
  });
});

test('rare matches are looked for over several of the Hub’s pages, but not for ever', async () => {
  const crowd = Array.from({ length: 1000 }, (_, index) =>
    tinyRepo(`c/m${index}`, {
      files: [],
      ...facts(1e9, index % 150 === 149 ? 'gemma3' : 'qwen3'),
      downloads: 1000 - index,
    }),
  );
  const { hub, service } = await startHubSide({ repos: crowd });
  const first = await service.search(search({}, { family: 'gemma' }));
  expect(first.models.map(({ id }) => id)).toEqual(['c/m149', 'c/m299']);
  expect(hub.requests.length).toBe(4);
  const second = await service.search(search({ cursor: first.nextCursor }, { family: 'gemma' }));
  expect(second.models.map(({ id }) => id)).toEqual(['c/m449', 'c/m599', 'c/m749']);
  const rest = await service.search(search({ cursor: second.nextCursor }, { family: 'gemma' }));
  expect([rest.models.map(({ id }) => id), rest.nextCursor]).toEqual([['c/m899'], null]);
});

test('without the Hub the answers from before are shown with their date; what was never asked fails', async () => {
  const { hub, network, service, connection } = await startHubSide({ repos: shelf });
  const online = await service.search(search());
  const page = await service.page('q/Qwen3-4B-GGUF' as RepoId);
  expect([online.source, page.source]).toEqual(['hub', 'hub']);
  const cached = { ...online, source: 'cache' };
  network.setOffline(true);
  expect(await service.search(search())).toEqual(cached);
  expect(await service.page('q/Qwen3-4B-GGUF' as RepoId)).toEqual({ ...page, source: 'cache' });
  expect(await appErrorOf(() => service.search(search({ text: 'new' })))).toBe('network-offline');
  network.setOffline(false);
  hub.inject({ origin: 'api', fault: { kind: 'status', status: 503 } });
  expect(await service.search(search())).toEqual(cached);
  await hub.goAway();
  expect(await service.search(search())).toEqual(cached);
  await hub.comeBack();
  // A refusal is an answer: the earlier page would hide it.
  hub.inject({ origin: 'api', fault: { kind: 'status', status: 404, headers: { 'x-error-code': 'RepoNotFound' } } });
  expect(await appErrorOf(() => service.page('q/Qwen3-4B-GGUF' as RepoId))).toBe('hub-not-found');
  // Another Hub's answers are not this one's.
  connection.setAddress('http://127.0.0.1:9');
  expect(await appErrorOf(() => service.search(search()))).toBe('network-unreachable');
});

const family: readonly HubRepo[] = [
  tinyRepo('base/model', { tags: ['license:llama3.1'], cardData: { license: 'llama3.1' } }),
  tinyRepo('me/model-GGUF', {
    tags: ['gguf', 'license:mit', 'base_model:base/model', 'base_model:quantized:base/model'],
    cardData: { license: 'mit', base_model: 'base/model', base_model_relation: 'quantized' },
    files: [
      tinyRepoFile('model-F32.gguf'),
      tinyRepoFile('model-other-F32.gguf'),
      { path: 'mmproj-F16.gguf', content: { kind: 'bytes', bytes: new Uint8Array(64) } },
      { path: 'README.md', content: textContent('---\nlicense: mit\n---\n# Model\n<script>alert(1)</script>') },
    ],
    gated: 'auto',
    downloads: 5,
  }),
  tinyRepo('you/tune-GGUF', { tags: ['gguf', 'base_model:finetune:base/model'] }),
];

test('a page tells what a model is, where it comes from, and the stricter of two licences', async () => {
  const users = { hf_reader: { name: 'reader', canRead: ['me/model-GGUF'] } };
  const { service, connection } = await startHubSide({ repos: family, users });
  await connection.signIn('hf_reader', 'reader');
  const page = await service.page('me/model-GGUF' as RepoId);
  expect(page).toMatchObject({
    gating: 'automatic',
    card: '# Model\n<script>alert(1)</script>',
    isCardCut: false,
    architecture: 'llama',
    isRunnable: true,
    parents: [{ id: 'base/model', relation: 'quantization', licence: { id: 'llama3.1' } }],
    licence: { id: 'mit' },
    effectiveLicence: { id: 'llama3.1', class: 'conditions' },
    files: [{ kind: 'model', quantization: 'F32' }, { kind: 'model' }, { kind: 'projector' }],
  });
  expect(page.commit).toMatch(/^[0-9a-f]{40}$/);
  expect(page.webAddress).toMatch(/^http:.*\/me\/model-GGUF$/);
});

test('a gated page without access shows everything but the card; a missing parent takes nothing away', async () => {
  const { service } = await startHubSide({ repos: family.slice(1) });
  expect(await service.page('me/model-GGUF' as RepoId)).toMatchObject({
    card: '',
    parents: [{ id: 'base/model', licence: null }],
    effectiveLicence: { id: 'mit' },
  });
});

test('numbers that the Hub read from a projector are not taken for the model’s', async () => {
  const { service } = await startHubSide({ repos: [tinyRepo('a/vision', facts(4e8, 'clip'))] });
  expect((await service.search(search())).models[0]).toMatchObject({
    architecture: null,
    isRunnable: null,
    parameterCount: null,
    fitGuess: null,
  });
});

test('derivatives are found by how they descend', async () => {
  const { service } = await startHubSide({ repos: family });
  const found = async (relation: 'quantization' | 'fine-tune') =>
    (await service.derivatives({ repo: 'base/model' as RepoId, relation, cursor: null })).models.map(({ id }) => id);
  expect([await found('quantization'), await found('fine-tune')]).toEqual([['me/model-GGUF'], ['you/tune-GGUF']]);
});

test('a ladder reads one header for all siblings, once, and another commit’s files are its own', async () => {
  const bytes = tinyRepoFile();
  const { hub, service, fit } = await startHubSide({
    repos: [tinyRepo('a/b', { files: [bytes, { ...bytes, path: 'copy-F32.gguf' }, tinyRepoFile('unlabelled.gguf')] })],
  });
  const page = await service.page('a/b' as RepoId);
  const asked = hub.requests.length;
  const input = { repo: page.id, commit: page.commit, contextSize: 4096 };
  const ladder = await fit.ladder(input);
  const bases = Object.entries(ladder.verdicts).map(([path, { basis }]) => [path, basis]);
  expect(Object.fromEntries(bases)).toEqual({
    'copy-F32.gguf': 'header',
    'tiny-F32.gguf': 'sibling',
    'unlabelled.gguf': 'header',
  });
  expect(ladder.recommendation).toMatchObject({ reason: 'best-that-fits' });
  expect(ladder.verdicts['tiny-F32.gguf']).toMatchObject({ contextSize: 128, trainedContextLength: 128 });
  // The three files are the same bytes: one resolve and one range.
  expect(hub.requests.slice(asked).map(({ origin }) => origin)).toEqual(['api', 'cdn']);
  await fit.fit({ ...input, path: 'tiny-F32.gguf' });
  expect(hub.requests.length).toBe(asked + 2);
  hub.replaceFiles('a/b', [{ ...tinyRepoFile('tiny-F32.gguf'), content: textContent('no model any more') }]);
  expect(await appErrorOf(() => fit.fit({ ...input, path: 'gone.gguf' }))).toBe('not-found');
  const later = await service.page('a/b' as RepoId);
  expect(later.commit).not.toBe(page.commit);
  expect(await appErrorOf(() => fit.fit({ ...input, path: 'tiny-F32.gguf' }))).toBe('no error');
  expect(await appErrorOf(() => fit.fit({ ...input, commit: later.commit, path: 'tiny-F32.gguf' }))).toBe(
    'gguf-not-gguf',
  );
});

test('a broken file gets no verdict and spoils nobody else’s; nothing but broken ones is an error', async () => {
  const broken = { path: 'a-Q4_0.gguf', content: textContent('GGUF, or so it says') };
  const { service, fit } = await startHubSide({
    repos: [tinyRepo('a/b', { files: [broken, tinyRepoFile()] }), tinyRepo('a/c', { files: [broken] })],
  });
  const ladder = async (id: string) => {
    const { id: repo, commit } = await service.page(id as RepoId);
    return fit.ladder({ repo, commit, contextSize: 512 });
  };
  expect(Object.keys((await ladder('a/b')).verdicts)).toEqual(['tiny-F32.gguf']);
  expect(await appErrorOf(() => ladder('a/c'))).toMatch(/^gguf-/);
});

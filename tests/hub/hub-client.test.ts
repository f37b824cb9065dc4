import { expect, test } from 'vitest';
import type { RepoId } from '../../main/contract/hub.ts';
import type { HubQuery } from '../../main/core/ports/hub-client.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { textContent } from '../support/hub/hub-content.ts';
import { tinyRepo as repo, tinyRepoFile as model } from '../support/hub/tiny-repo.ts';
import { startHubSide } from '../support/hub-side.ts';

const everything: HubQuery = {
  text: '',
  author: null,
  task: null,
  tags: [],
  sort: 'downloads',
  minParameters: null,
  maxParameters: null,
  isOpenOnly: false,
  pageSize: 4,
};

test('every model is listed once over pages of the Hub’s own cursors, and each call is one page', async () => {
  const ids = Array.from({ length: 10 }, (_, index) => `a/m${index}`);
  const { hub, client } = await startHubSide({ repos: ids.map((id, index) => repo(id, { downloads: 100 - index })) });
  const seen: string[] = [];
  let cursor: string | null = null;
  const sizes: number[] = [];
  do {
    const asked: number = hub.requests.length;
    const page = await client.list(everything, cursor);
    expect(hub.requests.length - asked).toBe(1);
    seen.push(...page.models.map(({ id }) => id));
    sizes.push(page.models.length);
    cursor = page.nextCursor;
  } while (cursor !== null);
  expect(seen).toEqual(ids);
  expect(sizes).toEqual([4, 4, 2]);
});

test('what is asked reaches the Hub as its own parameters, and only GGUF repositories are asked for', async () => {
  const { hub, client } = await startHubSide({ repos: [] });
  await client.list(
    {
      ...everything,
      text: 'qwen coder',
      author: 'Qwen',
      task: 'text-generation',
      sort: 'trending',
      tags: ['base_model:quantized:a/b'],
      minParameters: 0.5e9,
      maxParameters: 7.6e9,
      isOpenOnly: true,
    },
    'MA',
  );
  const query = new URLSearchParams(hub.requests[0]?.query);
  expect(query.getAll('filter')).toEqual(['gguf', 'base_model:quantized:a/b']);
  expect(query.getAll('expand')).toEqual(expect.arrayContaining(['gguf', 'tags', 'gated', 'downloads']));
  expect(Object.fromEntries(query)).toMatchObject({
    search: 'qwen coder',
    author: 'Qwen',
    pipeline_tag: 'text-generation',
    sort: 'trendingScore',
    num_parameters: 'min:0B,max:8B',
    gated: 'false',
    cursor: 'MA',
  });
});

test('a page that leads to another host ends the list instead', async () => {
  const { hub, client } = await startHubSide({ repos: [] });
  hub.inject({
    origin: 'api',
    fault: {
      kind: 'status',
      status: 200,
      headers: { link: '<https://evil.example/api/models?cursor=x>; rel="next"', 'content-type': 'application/json' },
      body: '[]',
    },
  });
  expect(await client.list(everything, null)).toEqual({ models: [], nextCursor: null });
});

test('nonsense in one repository does not hide the others, and nonsense as a whole is the Hub’s fault', async () => {
  const { hub, client } = await startHubSide({ repos: [] });
  const answer = (body: string): void =>
    hub.inject({
      origin: 'api',
      fault: { kind: 'status', status: 200, headers: { 'content-type': 'application/json' }, body },
    });
  const good = {
    id: 'a/b',
    downloads: 'many',
    likes: -1,
    tags: [1, 'license:mit', null],
    gated: 'perhaps',
    gguf: 'no',
  };
  answer(JSON.stringify([{ id: '../etc' }, { id: 'gpt2' }, { id: `${'a'.repeat(300)}/b` }, good]));
  expect((await client.list(everything, null)).models).toEqual([
    {
      id: 'a/b',
      downloads: 0,
      likes: 0,
      updatedAtMs: 0,
      gating: 'open',
      task: null,
      tags: ['license:mit'],
      licence: { id: 'mit', name: null, link: null },
      baseModels: [],
      baseModelRelation: null,
      architecture: null,
      parameterCount: null,
      contextLength: null,
      commit: null,
    },
  ]);
  for (const body of ['{"error":"x"}', '<html>', '[null]', '']) {
    answer(body);
    expect([body, await appErrorOf(() => client.list(everything, null))]).toEqual([body, 'hub-malformed']);
  }
});

test('each refusal of the Hub has its own code, with the wait that its headers name', async () => {
  const users = { hf_reader: { name: 'reader', canRead: [] } };
  const { hub, client, connection } = await startHubSide({
    repos: [
      repo('a/gated', { gated: 'manual' }),
      repo('a/private', { isPrivate: true }),
      repo('a/off', { isDisabled: true }),
    ],
    users,
  });
  const code = (id: string) => appErrorOf(() => client.repo(id as RepoId, 'main'));
  // Without a token the Hub does not say whether a repository exists.
  expect([await code('a/missing'), await code('a/private'), await code('a/off')]).toEqual([
    'hub-unauthorised',
    'hub-unauthorised',
    'hub-disabled',
  ]);
  await connection.signIn('hf_reader', 'reader');
  expect([await code('a/missing'), await code('a/private'), await code('a/gated')]).toEqual([
    'hub-not-found',
    'hub-not-found',
    'no error',
  ]);
  const gated = await client.repo('a/gated' as RepoId, 'main');
  const file = {
    repo: gated.id,
    commit: gated.commit ?? ('' as never),
    parts: [{ path: 'tiny-F32.gguf', sizeBytes: 5000 }],
  };
  expect(await appErrorOf(() => client.readShape(file))).toBe('hub-gated');
  const limited = async (headers: Record<string, string>) => {
    hub.inject({ origin: 'api', fault: { kind: 'status', status: 429, headers } });
    return client.repo('a/gated' as RepoId, 'main').catch((error: unknown) => error);
  };
  expect(await limited({ ratelimit: '"api";r=0;t=55' })).toMatchObject({
    code: 'hub-rate-limited',
    params: { seconds: 56 },
    isRetryable: true,
  });
  expect(await limited({ 'retry-after': '7' })).toMatchObject({ params: { seconds: 7 } });
});

test('a hub that sends 10 GB of JSON or a 1 GB header is cut off', async () => {
  const { hub, client } = await startHubSide({ repos: [repo('a/b')] });
  const before = process.memoryUsage().rss;
  for (const kind of ['huge-json', 'huge-header'] as const) {
    hub.inject({ origin: 'api', fault: { kind, sizeBytes: kind === 'huge-json' ? 10e9 : 1e9 } });
    expect(await appErrorOf(() => client.list(everything, null))).toBe('network-oversized');
  }
  hub.inject({ origin: 'api', fault: { kind: 'huge-json', sizeBytes: 10e9 } });
  const { commit } = await client.repo('a/b' as RepoId, 'main').catch(() => ({ commit: null }));
  expect(commit).toBeNull();
  expect(process.memoryUsage().rss - before).toBeLessThan(300e6);
});

test('the card is cut at its limit, and none is no error', async () => {
  const { client } = await startHubSide({
    repos: [
      repo('a/long', { files: [{ path: 'README.md', content: textContent('x'.repeat(100_000)) }] }),
      repo('a/none', { files: [model()] }),
    ],
  });
  const read = async (id: string) => {
    const { commit } = await client.repo(id as RepoId, 'main');
    return commit && client.text({ repo: id as RepoId, commit, path: 'README.md' }, 1000);
  };
  expect(await read('a/long')).toEqual({ text: 'x'.repeat(1000), isCut: true });
  expect(await read('a/none')).toBeNull();
});

test('the token goes to the Hub’s own host alone, and to no other Hub', async () => {
  const side = await startHubSide({ repos: [repo('a/b')], users: { hf_reader: { name: 'reader', canRead: [] } } });
  const { hub, client, connection, account } = side;
  expect(await account.setToken('hf_reader')).toEqual({
    protection: 'file',
    user: { name: 'reader', isForThisHub: true },
  });
  await client.list(everything, null);
  expect(hub.requests.at(-1)?.authorization).toBe('Bearer hf_reader');
  hub.inject({ origin: 'api', fault: { kind: 'redirect', location: `${hub.cdnUrl}/api/models` } });
  await appErrorOf(() => client.list(everything, null));
  expect(hub.requests.filter(({ origin, authorization }) => origin === 'cdn' && authorization !== null)).toEqual([]);
  const other = await startHubSide({ repos: [] });
  connection.setAddress(other.hub.url);
  await client.list(everything, null);
  expect(other.hub.requests.map(({ authorization }) => authorization)).toEqual([null]);
  expect(account.status().user).toEqual({ name: 'reader', isForThisHub: false });
});

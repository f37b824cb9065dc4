import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { expect, test } from 'vitest';
import {
  downloadBench,
  hasBytes,
  modelContent,
  modelRepo,
  startModel,
  testHub,
  untilState,
} from '../support/hub/download-bench.ts';
import type { HubRepo } from '../support/hub/hub-repo.ts';

const users = {
  hf_reader: { name: 'reader', canRead: [modelRepo.id] },
  hf_stranger: { name: 'stranger', canRead: [] },
};

const refusals: readonly { name: string; repo: HubRepo | null; token?: string; files?: string[]; code: string }[] = [
  { name: 'gated, no token', repo: { ...modelRepo, gated: 'auto' }, code: 'hub-gated' },
  { name: 'gated, no access', repo: { ...modelRepo, gated: 'manual' }, token: 'hf_stranger', code: 'hub-gated' },
  { name: 'missing, no token', repo: null, code: 'hub-unauthorised' },
  { name: 'missing, with a token', repo: null, token: 'hf_reader', code: 'hub-not-found' },
  { name: 'private, no token', repo: { ...modelRepo, isPrivate: true }, code: 'hub-unauthorised' },
  { name: 'disabled', repo: { ...modelRepo, isDisabled: true }, code: 'hub-disabled' },
  { name: 'a token that nobody has', repo: modelRepo, token: 'hf_wrong', code: 'hub-unauthorised' },
  { name: 'no such file', repo: modelRepo, files: ['other.gguf'], code: 'hub-not-found' },
  {
    name: 'a file without a checksum',
    repo: { ...modelRepo, files: [{ path: 'model-Q4_K_M.gguf', content: modelContent, isLarge: false }] },
    code: 'download-unverifiable',
  },
];

test.each(refusals)('$name: said at once as $code, without a second try', async ({ repo, token, files, code }) => {
  const hub = await testHub({ repos: repo ? [repo] : [], users });
  const bench = await downloadBench(hub, token === undefined ? {} : { token });

  const { id } = bench.service.start({ ...startModel, ...(files ? { files } : {}) });
  const failed = await untilState(bench, id, 'failed');

  const asked = hub.requests.map(({ method, path }) => `${method} ${path}`);
  expect([failed.state.state === 'failed' && failed.state.error.code, new Set(asked).size]).toEqual([
    code,
    asked.length,
  ]);
  expect(bench.logger.errors).toEqual([]);
});

test('with access a gated model is fetched, and the token reaches the Hub’s own origin alone', async () => {
  const hub = await testHub({ repos: [{ ...modelRepo, gated: 'auto', isPrivate: true }], users });
  const bench = await downloadBench(hub, { token: 'hf_reader' });

  const done = await untilState(bench, bench.service.start(startModel).id, 'done');

  const seen = new Set(hub.requests.map(({ origin, authorization }) => `${origin} ${authorization}`));
  expect([hasBytes(done, modelContent), [...seen]]).toEqual([true, ['api Bearer hf_reader', 'cdn null']]);
});

test('a hub that redirects its answers and its files elsewhere: the token does not go along', async () => {
  const [hub, thief] = await Promise.all([testHub({ repos: [modelRepo], users }), testHub({ repos: [modelRepo] })]);
  const bench = await downloadBench(hub, { token: 'hf_reader' });
  const location = (path: string): string => `${thief.url}${path}`;
  hub.inject({
    origin: 'api',
    fault: { kind: 'redirect', location: location(`/api/models/${modelRepo.id}/revision/main`) },
  });
  hub.inject({
    origin: 'api',
    path: /resolve/,
    fault: { kind: 'redirect', location: location(`/${modelRepo.id}/resolve/main/model-Q4_K_M.gguf`) },
  });

  const done = await untilState(bench, bench.service.start(startModel).id, 'done');

  const stolen = thief.requests.filter(({ authorization }) => authorization !== null);
  expect([hasBytes(done, modelContent), thief.requests.length > 1, stolen]).toEqual([true, true, []]);
});

test('10 GB of JSON: cut off at the bound, said, and memory does not grow by it', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const bench = await downloadBench(hub);
  hub.inject({ origin: 'api', fault: { kind: 'huge-json', sizeBytes: 10e9 } });
  const before = process.memoryUsage.rss();

  const failed = await untilState(bench, bench.service.start(startModel).id, 'failed');

  expect(failed.state.state === 'failed' && failed.state.error.code).toBe('network-oversized');
  expect(process.memoryUsage.rss() - before).toBeLessThan(150e6);
});

test('10 GB of JSON without a length: read up to the bound and no further', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const bench = await downloadBench(hub);
  hub.inject({ origin: 'api', fault: { kind: 'huge-json', sizeBytes: 10e9, isWithoutLength: true } });

  const failed = await untilState(bench, bench.service.start(startModel).id, 'failed');

  const received = bench.network.ledger().reduce((sum, entry) => sum + entry.receivedBytes, 0);
  expect(failed.state.state === 'failed' && failed.state.error.code).toBe('network-oversized');
  expect(received).toBeLessThan(20e6);
});

test.each(['api', 'cdn'] as const)('a header of 1 GB from the %s: cut off at 64 kB and said', async (origin) => {
  const hub = await testHub({ repos: [modelRepo] });
  const bench = await downloadBench(hub);
  hub.inject({ origin, fault: { kind: 'huge-header', sizeBytes: 1e9 } });
  const before = process.memoryUsage.rss();

  const failed = await untilState(bench, bench.service.start(startModel).id, 'failed');

  expect(failed.state.state === 'failed' && failed.state.error.code).toBe('network-oversized');
  expect(process.memoryUsage.rss() - before).toBeLessThan(150e6);
});

test('a page instead of JSON, as a hotel’s network sends it: tried again, then said', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const bench = await downloadBench(hub);
  hub.inject({ origin: 'api', times: 2, fault: { kind: 'status', status: 200, body: '<html>Log in</html>' } });

  const done = await untilState(bench, bench.service.start(startModel).id, 'done');

  expect([hasBytes(done, modelContent), hub.struckFaults()]).toEqual([true, 2]);
});

test('a path that leads upwards is not even asked for', async () => {
  const path = '../../../../escaped.gguf';
  const hub = await testHub({ repos: [{ id: 'evil/names', files: [{ path, content: modelContent }] }] });
  const bench = await downloadBench(hub);

  const failed = await untilState(bench, bench.service.start({ repo: 'evil/names', files: [path] }).id, 'failed');

  const asked = hub.requests.filter(({ path: asked }) => asked.includes('escaped'));
  expect([failed.state.state === 'failed' && failed.state.error.code, asked]).toEqual(['hub-malformed', []]);
});

test('names that lead out of the folder, name a device or turn text round: all lie inside, under safe names', async () => {
  const hostile = new Map([
    ['..\\..\\..\\escaped.gguf', '_/_/_/escaped.gguf'],
    ['/etc/absolute.gguf', 'etc/absolute.gguf'],
    ['C:\\Windows\\evil.gguf', 'C_/Windows/evil.gguf'],
    ['CON.gguf', '_CON.gguf'],
    ['sub/aux', 'sub/_aux'],
    ['tab\tand\nline\u0000.gguf', 'tab_and_line_.gguf'],
    ['fdp.\u202egnp.gguf', 'fdp._gnp.gguf'],
    ['trailing. ', 'trailing'],
    ['.hidden', '_.hidden'],
    ['Model.gguf', 'Model.gguf'],
    ['Q4_K_M/model-00001-of-00002.gguf', 'Q4_K_M/model-00001-of-00002.gguf'],
  ]);
  const files = [...hostile.keys()].map((path, index) => ({
    path,
    content: { kind: 'generated' as const, seed: index + 1, sizeBytes: 5_000 },
    isLarge: true,
  }));
  const hub = await testHub({ repos: [{ id: 'evil/names', files }] });
  const bench = await downloadBench(hub);

  const { id } = bench.service.start({ repo: 'evil/names', files: [...hostile.keys()] });
  const done = await untilState(bench, id, 'done');

  const places = done.files.map(({ placedPath }) => relative(join(bench.modelsFolder, 'evil/names'), placedPath ?? ''));
  expect([places, readdirSync(bench.modelsFolder).sort()]).toEqual([[...hostile.values()], ['.counterweight', 'evil']]);
  expect(hasBytes(done, ...files.map(({ content }) => content))).toBe(true);
});

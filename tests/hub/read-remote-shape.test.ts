import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { RepoId } from '../../main/contract/hub.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { writeRandomModel } from '../support/gguf/random-model.ts';
import { splitParts } from '../support/gguf/split-model.ts';
import { assembleFile } from '../support/gguf/tiny-model.ts';
import type { HubRepo } from '../support/hub/hub-repo.ts';
import { tinyRepo as repo } from '../support/hub/tiny-repo.ts';
import { startHubSide } from '../support/hub-side.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

async function tinyPlace(over: Partial<HubRepo> = {}) {
  const side = await startHubSide({
    repos: [repo('a/b', over)],
    users: { hf_reader: { name: 'reader', canRead: ['a/b'] } },
  });
  const { commit } = await side.client.repo('a/b' as RepoId, 'main');
  if (commit === null) throw new Error('no commit');
  const tree = await side.client.files('a/b' as RepoId, commit);
  const parts = tree.filter(({ path }) => path.endsWith('.gguf'));
  return { ...side, tree, file: { repo: 'a/b' as RepoId, commit, parts } };
}

test('a header is read where it lies: resolved once, by ranges, without the token on the other host', async () => {
  const { hub, client, connection, file } = await tinyPlace({ gated: 'auto' });
  await connection.signIn('hf_reader', 'reader');
  const asked = hub.requests.length;
  const shape = await client.readShape(file);
  expect(shape).toMatchObject({ architecture: 'llama', trainedContextLength: 128, vocabularySize: 264 });
  const requests = hub.requests.slice(asked);
  expect(requests.map(({ origin, authorization }) => [origin, authorization])).toEqual([
    ['api', 'Bearer hf_reader'],
    ['cdn', null],
  ]);
  expect(requests[1]?.range).toMatch(/^bytes=0-\d+$/);
});

test('all parts of a split model are read, and make the same shape as the whole', async () => {
  const files = splitParts(3).map((part, index) => ({
    path: `tiny-F32-0000${index + 1}-of-00003.gguf`,
    content: { kind: 'bytes', bytes: assembleFile(part) } as const,
  }));
  const split = await tinyPlace({ files });
  const whole = await tinyPlace();
  expect(await split.client.readShape(split.file)).toEqual(await whole.client.readShape(whole.file));
  const incomplete = { ...split.file, parts: split.file.parts.slice(0, 2) };
  expect(await appErrorOf(() => split.client.readShape(incomplete))).toBe('gguf-malformed');
});

test('ranges that are ignored, expired, cut or shifted', async () => {
  const { hub, client, file } = await tinyPlace();
  const after = async (rule: Parameters<typeof hub.inject>[0]) => {
    hub.clearFaults();
    hub.inject(rule);
    return appErrorOf(() => client.readShape(file));
  };
  expect(await after({ origin: 'cdn', fault: { kind: 'ignore-range' } })).toBe('no error');
  expect(await after({ origin: 'cdn', fault: { kind: 'truncate', afterBytes: 100 } })).toBe('no error');
  expect(await after({ origin: 'cdn', fault: { kind: 'reset', afterBytes: 100 } })).toBe('no error');
  expect(await after({ origin: 'cdn', fault: { kind: 'wrong-range' } })).toBe('hub-malformed');
  expect(await after({ origin: 'api', times: 9, fault: { kind: 'status', status: 503 } })).toBe('hub-unavailable');
  expect(await after({ origin: 'cdn', fault: { kind: 'status', status: 403 } })).toBe('no error');
  expect(await after({ origin: 'cdn', times: 9, fault: { kind: 'status', status: 403 } })).toBe('hub-unavailable');
});

test('an address that expires between two ranges is asked for again', async () => {
  const path = join(temporaryFolder(), 'large-header.gguf');
  const size = { layers: 1, embedding: 32, feedForward: 32, heads: 2, kvHeads: 1, vocabulary: 40_000 };
  await writeRandomModel({ ...size, path, seed: 1, quantization: 'Q8_0', contextLength: 512 });
  const { hub, client, file } = await tinyPlace({ files: [{ path: 'x.gguf', content: { kind: 'file', path } }] });
  hub.inject({ origin: 'cdn', after: 1, fault: { kind: 'status', status: 403 } });
  const asked = hub.requests.length;
  expect(await client.readShape(file)).toMatchObject({ vocabularySize: 40_000 });
  expect(hub.requests.slice(asked).map(({ origin }) => origin)).toEqual([
    ...['api', 'cdn', 'cdn'],
    ...['api', 'cdn', 'cdn', 'cdn'],
  ]);
});

test('a file that is no model is refused like one on disk, after a few bytes', async () => {
  const { hub, client, file } = await tinyPlace({
    files: [
      {
        path: 'x.gguf',
        claimedSha256: 'a'.repeat(64),
        content: { kind: 'generated', seed: 1, sizeBytes: 5_000_000_000 },
      },
    ],
  });
  const asked = hub.requests.length;
  expect(await appErrorOf(() => client.readShape(file))).toBe('gguf-not-gguf');
  expect(hub.requests.slice(asked).reduce((sum, { sentBytes }) => sum + sentBytes, 0)).toBeLessThan(2_000_000);
});

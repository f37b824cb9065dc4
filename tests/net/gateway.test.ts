import { createServer, type Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { HUB_URL, listFiles, listModels, modelInfo, whoAmI } from '@huggingface/hub';
import { expect, onTestFinished, test } from 'vitest';
import { Gateway, type GatewayOptions } from '../../main/net/gateway.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { modelContent, modelRepo, testHub } from '../support/hub/download-bench.ts';
import { contentSha256 } from '../support/hub/hub-content.ts';

function gateway(options: GatewayOptions = {}): Gateway {
  const network = new Gateway({ proxy: 'none', ...options });
  onTestFinished(() => network.dispose());
  return network;
}

async function serve(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('offline: nothing is sent, what is under way ends at once, and nothing is in the ledger that was not sent', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const network = gateway();
  hub.inject({ origin: 'api', fault: { kind: 'stall', afterBytes: 0 }, times: 0 });
  const silent = createServer(() => undefined);
  const url = await serve(silent);
  const underWay = appErrorOf(() => network.read({ url }, 1024));
  await sleep(50);
  network.setOffline(true);

  expect([await underWay, await appErrorOf(() => network.read({ url: hub.url }, 1024))]).toEqual([
    'network-offline',
    'network-offline',
  ]);
  expect([network.ledger().length, hub.requests.length]).toEqual([1, 0]);
});

test('the ledger tells host, path, bytes and time, and neither queries nor tokens', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const network = gateway();
  const headers = { authorization: 'Bearer hf_secret' };
  await network.read({ url: `${hub.url}/api/models?search=secret-words`, headers }, 1e6);

  const [entry] = network.ledger();
  expect(entry).toMatchObject({
    method: 'GET',
    host: new URL(hub.url).host,
    path: '/api/models',
    status: 401,
    sentBytes: 0,
  });
  expect(entry?.receivedBytes).toBeGreaterThan(10);
  expect(JSON.stringify(network.ledger())).not.toMatch(/secret|Bearer/);
});

const failures: readonly { name: string; url: string; code: string }[] = [
  { name: 'a refused connection', url: 'http://127.0.0.1:1/', code: 'network-unreachable' },
  { name: 'a host that does not exist', url: 'http://does-not-exist.invalid/', code: 'network-unreachable' },
  { name: 'another scheme', url: 'file:///etc/passwd', code: 'hub-malformed' },
];

test.each(failures)('$name is an expected failure', async ({ url, code }) => {
  expect(await appErrorOf(() => gateway().read({ url }, 1024))).toBe(code);
});

test('silence, a cut connection, junk for HTTP and a body over the bound each have their code', async () => {
  const url = await serve(
    createServer((request, response) => {
      if (request.url === '/silent') return;
      if (request.url === '/cut') {
        response.writeHead(200, { 'content-length': '100' });
        response.write('half');
        setTimeout(() => response.socket?.destroy(), 20);
      } else if (request.url === '/junk') response.socket?.end('certainly not HTTP\r\n\r\n');
      else response.end(Buffer.alloc(5_000));
    }),
  );
  const network = gateway();
  const codes = [];
  for (const path of ['/silent', '/cut', '/junk', '/large']) {
    codes.push(await appErrorOf(() => network.read({ url: url + path, silenceMs: 300 }, 4_999)));
  }
  expect(codes).toEqual(['network-timeout', 'network-interrupted', 'network-interrupted', 'network-oversized']);
});

test('a certificate nobody signed is refused', async () => {
  const { createServer: createTls } = await import('node:https');
  const { execFileSync } = await import('node:child_process');
  const { readFileSync } = await import('node:fs');
  const { temporaryFolder } = await import('../support/temporary-folder.ts');
  const folder = temporaryFolder();
  const args = ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '1', '-subj', '/CN=localhost'];
  execFileSync('openssl', [...args, '-keyout', `${folder}/key`, '-out', `${folder}/cert`], { stdio: 'ignore' });
  const server = createTls({ key: readFileSync(`${folder}/key`), cert: readFileSync(`${folder}/cert`) });
  const url = (await serve(server as unknown as Server)).replace('http:', 'https:');

  expect(await appErrorOf(() => gateway().read({ url }, 1024))).toBe('network-untrusted');
});

test('redirects are answers unless followed; a loop and a step to another scheme end', async () => {
  const url = await serve(
    createServer((request, response) => {
      const location = request.url === '/once' ? '/end' : request.url === '/file' ? 'file:///etc/passwd' : '/loop';
      if (request.url === '/end') response.end('there');
      else response.writeHead(302, { location }).end();
    }),
  );
  const network = gateway();
  const plain = await network.read({ url: `${url}/once` }, 1024);
  const followed = await network.read({ url: `${url}/once`, maxRedirects: 2 }, 1024);

  expect([plain.status, followed.status, followed.url, followed.body.toString()]).toEqual([
    302,
    200,
    `${url}/end`,
    'there',
  ]);
  expect(await appErrorOf(() => network.read({ url: `${url}/loop`, maxRedirects: 3 }, 1024))).toBe('hub-malformed');
  expect(await appErrorOf(() => network.read({ url: `${url}/file`, maxRedirects: 3 }, 1024))).toBe('hub-malformed');
});

test('through a proxy: the proxy sees the request, and a proxy that is not there is an expected failure', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const tunnels: string[] = [];
  const proxy = createServer();
  proxy.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    const target = new URL(`http://${request.url}`);
    const upstream = connect(Number(target.port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  });
  const address = await serve(proxy);
  const network = gateway({ proxy: { address } });
  const answer = await network.read({ url: `${hub.url}/api/models` }, 1e6);
  network.setProxy({ address: 'http://127.0.0.1:1' });

  expect([answer.status, tunnels]).toEqual([200, [new URL(hub.url).host]]);
  expect(await appErrorOf(() => network.read({ url: `${hub.url}/api/models` }, 1e6))).toBe('network-unreachable');
});

test('the library for search and metadata works through the gateway against the hub: pages, tree, info, token', async () => {
  const repos = Array.from({ length: 25 }, (_, index) => ({
    ...modelRepo,
    id: `maker/model-${String(index).padStart(2, '0')}`,
    downloads: index,
  }));
  const users = { hf_me: { name: 'me', canRead: [] } };
  const hub = await testHub({ repos, users });
  const network = gateway();
  const options = { hubUrl: hub.url, fetch: network.fetch };
  const names: string[] = [];
  for await (const entry of listModels({
    ...options,
    search: { query: 'model', owner: 'maker' },
    sort: 'downloads',
    limit: 23,
  })) {
    names.push(entry.name);
  }
  const files = [];
  for await (const file of listFiles({ ...options, repo: 'maker/model-03', recursive: true, expand: true }))
    files.push(file);
  const info = await modelInfo({ ...options, name: 'maker/model-03', additionalFields: ['sha', 'tags'] });
  const me = await whoAmI({ ...options, accessToken: 'hf_me' });

  expect(names).toEqual(
    repos
      .toReversed()
      .slice(0, 23)
      .map(({ id }) => id),
  );
  expect(files.map(({ path, size, lfs }) => [path, size, lfs?.oid])).toEqual([
    ['model-Q4_K_M.gguf', 9_000_001, contentSha256(modelContent)],
  ]);
  expect([info.name, info.sha.length, me.name]).toEqual(['maker/model-03', 40, 'me']);
  expect(network.ledger().every(({ host }) => host === new URL(hub.url).host && host !== new URL(HUB_URL).host)).toBe(
    true,
  );
});

test('an aborted request ends at once with the reason given', async () => {
  const url = await serve(createServer(() => undefined));
  const abort = new AbortController();
  const reading = gateway().read({ url, signal: abort.signal }, 1024);
  setTimeout(() => abort.abort(new Error('enough')), 30);

  await expect(reading).rejects.toThrow('enough');
});

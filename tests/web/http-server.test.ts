import { once } from 'node:events';
import { request, type IncomingHttpHeaders } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import WebSocket from 'ws';
import { contentSecurityPolicy } from '../../main/api/security-headers.ts';
import { startWebServer } from '../../main/web/http-server.ts';

const files = new Map([
  ['/index.html', { body: Buffer.from('<!doctype html>'), contentType: 'text/html; charset=utf-8' }],
]);

async function start() {
  let connections = 0;
  const server = await startWebServer({ port: 0, files, onConnection: () => void (connections += 1) });
  onTestFinished(() => server.close());
  const url = new URL(server.address);
  const get = (path: string, headers: Record<string, string> = {}) => getRaw(Number(url.port), path, headers);
  const launch = async (): Promise<string> => {
    const response = await get(url.pathname + url.search);
    return (response.headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '';
  };
  return { url, get, launch, connections: () => connections };
}

type Answer = { status: number; headers: IncomingHttpHeaders; body: string };

/** Sends the path as it is: `fetch` and `URL` would tidy up exactly what these tests send. */
async function getRaw(port: number, path: string, headers: Record<string, string>): Promise<Answer> {
  const outgoing = request({ host: '127.0.0.1', port, path, headers: { host: `127.0.0.1:${port}`, ...headers } });
  outgoing.end();
  const [response] = (await once(outgoing, 'response')) as [import('node:http').IncomingMessage];
  let body = '';
  for await (const chunk of response) body += String(chunk);
  return { status: response.statusCode ?? 0, headers: response.headers, body };
}

test('the launch address works once, for one browser, and its cookie is out of reach of scripts', async () => {
  const { url, get } = await start();
  const first = await get(url.pathname + url.search);
  const cookie = first.headers['set-cookie']?.[0] ?? '';
  expect([first.status, first.headers.location]).toEqual([303, '/']);
  expect(cookie).toMatch(new RegExp(`^counterweight-${url.port}=[\\w-]{43}; HttpOnly; SameSite=Strict; Path=/$`));
  expect((await get(url.pathname + url.search)).status).toBe(403);
  expect((await get('/', { cookie: cookie.split(';')[0] ?? '' })).status).toBe(200);
  expect((await get(url.pathname + url.search, { cookie: cookie.split(';')[0] ?? '' })).status).toBe(303);
});

test('without the cookie nothing is served, whatever is asked', async () => {
  const { get, url } = await start();
  const answers = await Promise.all(
    ['/', '/index.html', '/auth', '/auth?t=', '/auth?t=wrong', '/nowhere'].map((path) =>
      get(path, { cookie: `counterweight-${url.port}=guess` }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 403));
});

test('a foreign name for this computer is refused before anything else (DNS rebinding)', async () => {
  const { url, get, launch } = await start();
  const cookie = await launch();
  const answers = await Promise.all(
    ['evil.example', `evil.example:${url.port}`, '127.0.0.1', `127.0.0.1:${Number(url.port) + 1}`].map((host) =>
      get('/', { host, cookie }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([421, 421, 421, 421]);
});

test('no address reaches a file outside the built page', async () => {
  const { get, launch } = await start();
  const cookie = await launch();
  const paths = [
    '/../package.json',
    '/%2e%2e/package.json',
    '/..%2fpackage.json',
    '/..\\package.json',
    '//etc/passwd',
    '/index.html/..',
    '/index.html%00',
  ];
  const answers = await Promise.all(paths.map((path) => get(path, { cookie })));
  expect(answers.filter(({ status, body }) => status === 200 && body !== '<!doctype html>')).toEqual([]);
});

test('an address that is no address is answered like any other: any web page can send one', async () => {
  const { get, launch } = await start();
  const cookie = await launch();
  const paths = ['//', '///', '//[', '//a:b', '/?', '*'];
  expect(await Promise.all(paths.map(async (path) => (await get(path)).status))).toEqual(paths.map(() => 403));
  expect((await get('//', { cookie })).status).toBe(404);
  expect((await get('/?from=elsewhere', { cookie })).status).toBe(200);
});

test('a refused socket whose other end stays open keeps neither a connection nor the app from closing', async () => {
  const server = await startWebServer({ port: 0, files, onConnection: () => undefined });
  const socket = connect({ port: Number(new URL(server.address).port), host: '127.0.0.1', allowHalfOpen: true });
  onTestFinished(() => void socket.destroy());
  socket.write('GET /trpc HTTP/1.1\r\nHost: elsewhere\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n');
  const [answer] = (await once(socket, 'data')) as [Buffer];
  expect(answer.toString()).toContain('421');
  const outcome = await Promise.race([server.close().then(() => 'closed'), sleep(2_000).then(() => 'still open')]);
  expect(outcome).toBe('closed');
});

test('every answer carries the policy, also refusals', async () => {
  const { get, launch } = await start();
  const cookie = await launch();
  const answers = [
    await get('/', { cookie }),
    await get('/missing', { cookie }),
    await get('/'),
    await get('/', { host: 'x' }),
  ];
  expect(
    answers.map(({ headers }) => [
      headers['content-security-policy'],
      headers['cache-control'],
      headers['x-content-type-options'],
    ]),
  ).toEqual(answers.map(() => [contentSecurityPolicy, 'no-store', 'nosniff']));
});

test('the socket opens for our own page only', async () => {
  const { url, launch, connections } = await start();
  const cookie = await launch();
  const open = async (headers: Record<string, string>, path = '/trpc'): Promise<string> => {
    const socket = new WebSocket(`ws://127.0.0.1:${url.port}${path}`, { headers });
    return await new Promise((resolve) => {
      socket.on('open', () => {
        socket.terminate();
        resolve('open');
      });
      socket.on('unexpected-response', (_request, response) => resolve(String(response.statusCode)));
      socket.on('error', () => undefined);
    });
  };
  const origin = `http://127.0.0.1:${url.port}`;
  expect([
    await open({ cookie, origin }),
    await open({ cookie, origin: 'http://evil.example' }),
    await open({ cookie }),
    await open({ origin }),
    await open({ cookie, origin, host: 'evil.example' }),
    await open({ cookie, origin }, '/elsewhere'),
  ]).toEqual(['open', '403', '403', '403', '421', '404']);
  expect(connections()).toBe(1);
});

test('it listens on the loopback address and nowhere else', async () => {
  const { url } = await start();
  const { networkInterfaces } = await import('node:os');
  const outside = Object.values(networkInterfaces())
    .flat()
    .find((candidate) => candidate?.family === 'IPv4' && !candidate.internal)?.address;
  const socket = connect(Number(url.port), outside ?? '127.0.0.2');
  const outcome = await Promise.race([
    once(socket, 'connect').then(() => 'reachable'),
    once(socket, 'error').then(() => 'refused'),
  ]).catch(() => 'refused');
  socket.destroy();
  expect(outcome).toBe('refused');
});

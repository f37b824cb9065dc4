import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { composeApp } from '../../main/compose.ts';
import { settingsPatchSchema } from '../../main/contract/settings.ts';
import type { App } from '../../main/core/app.ts';
import { createWebHost } from '../../main/web/host.ts';
import { createWebSecretStore } from '../../main/web/secret-store.ts';
import { appErrorOf } from '../support/app-error-of.ts';
import { hasBytes, modelContent, modelRepo, startModel, testHub, untilState } from '../support/hub/download-bench.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { createTestLogger } from '../support/test-logger.ts';

/** The whole app as both hosts compose it, asking the hub at `hubUrl`. */
function startApp(hubUrl: string, dataFolder = temporaryFolder()): App {
  const app = composeApp({
    dataFolder,
    host: createWebHost(dataFolder, () => undefined),
    logger: createTestLogger(),
    secrets: createWebSecretStore(dataFolder),
    runner: {
      nodePath: process.execPath,
      entryPath: fileURLToPath(new URL('../../main/runner/entry.ts', import.meta.url)),
      execArgv: ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'],
    },
  });
  onTestFinished(() => app.dispose());
  app.services.settings.update({ hubAddress: hubUrl });
  return app;
}

const search = (app: App, text: string) =>
  app.services.hub.search({
    text,
    author: null,
    sort: 'downloads',
    cursor: null,
    filters: {
      minParameters: null,
      maxParameters: null,
      family: null,
      task: null,
      licenceClass: null,
      isOpenOnly: false,
      isFittingOnly: false,
    },
  });

/** A forward proxy that writes down who came through and with which credentials. */
async function startProxy() {
  const tunnels: { host: string; authorization: string }[] = [];
  const server = createServer();
  server.on('connect', (request, socket) => {
    tunnels.push({ host: request.url ?? '', authorization: request.headers['proxy-authorization'] ?? '' });
    const target = new URL(`http://${request.url}`);
    const upstream = connect(Number(target.port), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
    onTestFinished(() => void socket.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return { tunnels, port: (server.address() as AddressInfo).port };
}

// Would catch: a switch that is kept but never reaches the network, or reaches it only after the next start.
test('offline by the setting: a search is answered from before or fails, a download waits and goes on', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const app = startApp(hub.url);
  const { settings, downloads } = app.services;
  const online = await search(app, 'model');
  settings.update({ isOffline: true });
  const asked = hub.requests.length;
  const again = await search(app, 'model');
  const code = await appErrorOf(() => search(app, 'never asked before'));
  const { id } = downloads.start(startModel);
  await untilState({ service: downloads }, id, 'waiting-network');
  const askedWhileOffline = hub.requests.length - asked;
  settings.update({ isOffline: false });
  const done = await untilState({ service: downloads }, id, 'done');

  expect([online.source, again.source, code, askedWhileOffline]).toEqual(['hub', 'cache', 'network-offline', 0]);
  expect(hasBytes(done, modelContent)).toBe(true);
});

// Would catch: the downloads of last time going on before the switch is read.
test('started again while offline, a download of last time asks nothing', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const dataFolder = temporaryFolder();
  const first = startApp(hub.url, dataFolder);
  first.services.settings.update({ isOffline: true });
  const { id } = first.services.downloads.start(startModel);
  await untilState({ service: first.services.downloads }, id, 'waiting-network');
  await first.dispose();

  const second = startApp(hub.url, dataFolder);
  await untilState({ service: second.services.downloads }, id, 'waiting-network');
  expect([hub.requests.length, await appErrorOf(() => search(second, 'model'))]).toEqual([0, 'network-offline']);
});

// Would catch: a proxy that is kept but not gone through, and credentials that are not sent or sent still encoded.
test('a proxy of the settings is gone through with its credentials, and left again', async () => {
  const hub = await testHub({ repos: [modelRepo] });
  const proxy = await startProxy();
  const app = startApp(hub.url);
  app.services.settings.update(settingsPatchSchema.parse({ proxy: `http://me:p%40ss@127.0.0.1:${proxy.port}` }));
  await search(app, 'through the proxy');
  const through = [...proxy.tunnels];
  app.services.settings.update({ proxy: 'system' });
  const { source } = await search(app, 'without it');

  const authorization = `Basic ${Buffer.from('me:p@ss').toString('base64')}`;
  expect(through).toEqual([{ host: new URL(hub.url).host, authorization }]);
  expect([source, proxy.tunnels.length]).toEqual(['hub', 1]);
});

// Would catch: a password in what the app says of a proxy that is not there.
test('a proxy that is not there is an expected failure without its password', async () => {
  const app = startApp((await testHub({ repos: [modelRepo] })).url);
  app.services.settings.update({ proxy: 'http://me:hush-hush@127.0.0.1:1' });
  const failure: unknown = await search(app, 'model').catch((error: unknown) => error);

  expect(failure).toMatchObject({ code: 'network-unreachable' });
  expect(JSON.stringify(failure)).not.toContain('hush-hush');
});

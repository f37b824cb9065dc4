import { join } from 'node:path';
import { protocolVersion } from '../../main/runner/protocol.ts';
import { automaticSettings } from '../support/load-request.ts';
import { plainRequest } from '../support/plain-request.ts';
import { createNodeRunnerHost } from '../../main/runners/node-runner-host.ts';

/** Stands for the app: starts a runner, gives it one piece of work and tells its process id, then only waits. */
const [modelPath, work] = process.argv.slice(2);
const channel = createNodeRunnerHost({
  nodePath: process.execPath,
  entryPath: join(import.meta.dirname, '../../main/runner/entry.ts'),
  execArgv: ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'],
}).spawn();

channel.onMessage((message) => {
  const { type } = message as { type: string };
  if (type === 'ready') {
    const load = {
      type: 'load',
      settings: automaticSettings,
      trainedContextLength: 4096,
      sequences: 1,
      isTensorCheckOn: false,
    } as const;
    channel.send({ ...load, requestId: 2, modelPath: modelPath ?? '' });
    if (work === 'load') setTimeout(() => process.stdout.write(`${channel.pid}\n`), 1000);
  }
  if (type === 'loaded') {
    channel.send({ type: 'generate', requestId: 3, ...plainRequest() });
  }
  if (type === 'delta' && work === 'generate') process.stdout.write(`${channel.pid}\n`);
});
channel.send({ type: 'hello', requestId: 1, protocolVersion, backend: null, threads: 1 });

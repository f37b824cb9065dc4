import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { RunnerCommand } from '../../main/runner/protocol.ts';
import { createNodeRunnerHost } from '../../main/runners/node-runner-host.ts';
import { plainRequest } from '../support/plain-request.ts';
import { waitUntil } from '../support/processes.ts';

/** A real runner process without the supervisor that would never send it such things. */
function startRunner() {
  const channel = createNodeRunnerHost({
    nodePath: process.execPath,
    entryPath: join(import.meta.dirname, '../../main/runner/entry.ts'),
    execArgv: ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'],
  }).spawn();
  const reports: unknown[] = [];
  const exits: unknown[] = [];
  channel.onMessage((message) => void reports.push(message));
  channel.onExit((exit) => void exits.push(exit));
  onTestFinished(() => channel.kill());
  return { channel, reports, exits };
}

const { turns: _turns, ...asked } = plainRequest();

test('a command it does not know is reported and ends it with a failure', async () => {
  const { channel, reports, exits } = startRunner();
  channel.send({ type: 'generate', requestId: 1, turns: [], ...asked });
  await waitUntil(() => exits.length === 1);
  expect(reports).toEqual([
    {
      type: 'error',
      requestId: null,
      phase: 'starting',
      error: { code: 'runner-failed', params: { detail: 'bad command: turns' }, isRetryable: false },
    },
  ]);
  expect(exits).toEqual([{ code: 2, signal: null, startError: null }]);
});

test('an app of another version is told so', async () => {
  const { channel, reports } = startRunner();
  channel.send({ type: 'hello', requestId: 4, protocolVersion: 99, backend: null, threads: 1 });
  await waitUntil(() => reports.length === 1);
  expect(reports[0]).toMatchObject({
    requestId: 4,
    error: { code: 'runner-start-failed', params: { detail: 'protocol version 99, expected 4' } },
  });
});

test('commands out of turn are refused and do not end it', async () => {
  const { channel, reports, exits } = startRunner();
  const commands: RunnerCommand[] = [
    { type: 'cancel', requestId: 77 },
    { type: 'generate', requestId: 1, turns: [{ role: 'user', text: 'Hello' }], ...asked },
    { type: 'memory', requestId: 2 },
  ];
  for (const command of commands) channel.send(command);
  await waitUntil(() => reports.length === 2);
  const isMemory = (report: unknown): boolean => JSON.stringify(report).includes('"memory"');
  expect(reports.toSorted((a, b) => Number(isMemory(b)) - Number(isMemory(a)))).toEqual([
    expect.objectContaining({ type: 'memory', requestId: 2, freeVideoMemoryBytes: 0 }),
    expect.objectContaining({ requestId: 1, error: expect.objectContaining({ code: 'runner-failed' }) }),
  ]);
  expect(exits).toEqual([]);
  channel.send({ type: 'shutdown' });
  await waitUntil(() => exits.length === 1);
  expect(exits).toEqual([{ code: 0, signal: null, startError: null }]);
});

// Windows knows no signals that a test could send to one process.
test.runIf(process.platform !== 'win32')(
  'a terminal that ends the app leaves ending the runner to the app',
  async () => {
    const { channel, reports, exits } = startRunner();
    const greet = (requestId: number): void =>
      channel.send({ type: 'hello', requestId, protocolVersion: 999, backend: null, threads: 1 });
    greet(1);
    await waitUntil(() => reports.length === 1);
    process.kill(channel.pid, 'SIGINT');
    process.kill(channel.pid, 'SIGHUP');
    greet(2);
    await waitUntil(() => reports.length === 2 || exits.length === 1);
    expect([reports.length, exits]).toEqual([2, []]);
  },
);

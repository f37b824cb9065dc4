import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { LoadedModelInfo } from '../../main/contract/models.ts';
import type { DrawnSampling, RunnerSettings } from '../../main/core/ports/runner-pool.ts';
import {
  protocolVersion,
  runnerReportSchema,
  type RunnerCommand,
  type RunnerReport,
} from '../../main/runner/protocol.ts';
import { createNodeRunnerHost } from '../../main/runners/node-runner-host.ts';
import { automaticSettings } from '../support/load-request.ts';
import { plainRequest, type RequestChange } from '../support/plain-request.ts';

type Question = Exclude<RunnerCommand, { type: 'cancel' | 'shutdown' | 'set-threads' }>;
type WithoutId<T> = T extends unknown ? Omit<T, 'requestId'> : never;
type Report<Type extends RunnerReport['type']> = Extract<RunnerReport, { type: Type }>;
type Failure = { readonly code: string; readonly params: Readonly<Record<string, string | number>> };

/** A real runner process, spoken to without the pool in between. */
export type RunnerProcess = {
  readonly pid: number;
  readonly reports: readonly RunnerReport[];
  readonly exits: readonly unknown[];
  stderr(): readonly string[];
  ask(question: WithoutId<Question>): { readonly requestId: number; readonly answer: Promise<RunnerReport> };
  post(command: Extract<RunnerCommand, { type: 'cancel' | 'shutdown' | 'set-threads' }>): void;
};

/** What ends a question; everything else is news about it. */
const answers = new Set<RunnerReport['type']>([
  'ready',
  'loaded',
  'done',
  'memory',
  'rendered',
  'tokenized',
  'measured',
  'counted',
  'scored',
  'healthy',
  'error',
]);

/** @param nodePath may be a wrapper that bounds the process. */
export function startRunnerProcess(nodePath = process.execPath): RunnerProcess {
  const channel = createNodeRunnerHost({
    nodePath,
    entryPath: fileURLToPath(new URL('../../main/runner/entry.ts', import.meta.url)),
    execArgv: ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'],
  }).spawn();
  const reports: RunnerReport[] = [];
  const exits: unknown[] = [];
  const waiting = new Map<number, (report: RunnerReport) => void>();
  let nextRequestId = 1;
  channel.onMessage((message) => {
    const report = runnerReportSchema.parse(message);
    reports.push(report);
    if (report.requestId !== null && answers.has(report.type)) waiting.get(report.requestId)?.(report);
  });
  channel.onExit((exit) => void exits.push(exit));
  onTestFinished(() => channel.kill());
  return {
    pid: channel.pid,
    reports,
    exits,
    stderr: channel.stderrLines,
    ask(question) {
      const requestId = nextRequestId++;
      const answer = new Promise<RunnerReport>((resolve) => waiting.set(requestId, resolve));
      channel.send({ ...question, requestId });
      return { requestId, answer };
    },
    post: channel.send,
  };
}

/** A runner whose engine is up. */
export async function startGreeted(threads = 1, nodePath?: string): Promise<RunnerProcess> {
  const runner = startRunnerProcess(nodePath);
  await expectReport(runner, { type: 'hello', protocolVersion, backend: 'cpu', threads }, 'ready');
  return runner;
}

/** Asks and takes only an answer of that kind. @throws Error with the failure when it is another. */
export async function expectReport<Type extends RunnerReport['type']>(
  runner: RunnerProcess,
  question: WithoutId<Question>,
  type: Type,
): Promise<Report<Type>> {
  const answer = await runner.ask(question).answer;
  if (answer.type !== type) throw new Error(`${type} expected: ${JSON.stringify(answer)}`);
  return answer as Report<Type>;
}

export async function expectFailure(runner: RunnerProcess, question: WithoutId<Question>): Promise<Failure> {
  const { error } = await expectReport(runner, question, 'error');
  return { code: error.code, params: error.params };
}

export function loadQuestion(
  modelPath: string,
  settings: Partial<RunnerSettings> = {},
  trainedContextLength = 4096,
  sequences = 1,
): WithoutId<Extract<RunnerCommand, { type: 'load' }>> {
  return {
    type: 'load',
    modelPath,
    settings: { ...automaticSettings, ...settings },
    trainedContextLength,
    sequences,
    isTensorCheckOn: false,
  };
}

export async function load(
  runner: RunnerProcess,
  modelPath: string,
  settings: Partial<RunnerSettings> = {},
  trainedContextLength?: number,
): Promise<LoadedModelInfo> {
  return (await expectReport(runner, loadQuestion(modelPath, settings, trainedContextLength), 'loaded')).info;
}

export type Said = {
  readonly text: string;
  readonly done: Report<'done'>;
};

export function generateQuestion(change?: RequestChange): WithoutId<Extract<RunnerCommand, { type: 'generate' }>> {
  return { type: 'generate', ...plainRequest('Hello', change) };
}

/** One reply to one sentence, greedy unless the change says otherwise. */
export async function reply(
  runner: RunnerProcess,
  maxTokens: number | null = null,
  change: Partial<DrawnSampling> = {},
): Promise<Said> {
  const before = runner.reports.length;
  const done = await expectReport(runner, generateQuestion({ sampling: { maxTokens, ...change } }), 'done');
  const pieces = runner.reports.slice(before).map((report) => (report.type === 'delta' ? report.text : ''));
  return { text: pieces.join(''), done };
}

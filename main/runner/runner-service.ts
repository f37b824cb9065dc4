import { AppError, type ErrorCode } from '../contract/errors.ts';
import { describeEngine } from './describe-engine.ts';
import { evaluateOnce } from './evaluate-once.ts';
import { toAppError } from './failure.ts';
import { generate } from './generate.ts';
import { loadModel, type LoadedModel } from './load-model.ts';
import { measure } from './measure.ts';
import { readVideoMemory } from './memory-figures.ts';
import { createPhaseWatch } from './phase-watch.ts';
import { protocolVersion, type RunnerCommand, type RunnerPhase, type RunnerReport } from './protocol.ts';
import { score } from './score.ts';
import type { SendReport } from './send-report.ts';
import { createSequenceTurns, outOfTurn, type SequenceTurns } from './sequence-turns.ts';
import { startEngine, type Engine } from './start-engine.ts';
import { tellCounts, tellPrompt, tellTokens } from './tell-prompt.ts';

export type RunnerService = {
  handle(command: RunnerCommand): void;
  readonly phase: RunnerPhase;
};

type Command<Type extends RunnerCommand['type']> = Extract<RunnerCommand, { type: Type }>;

/**
 * Carries out the app's commands: as many at once as the model has sequences. Only a cancel or a question that the model is
 * not needed for overtakes.
 */
export function createRunnerService(send: SendReport, exit: (code: number) => void): RunnerService {
  let engine: Engine | null = null;
  let loaded: LoadedModel | null = null;
  const watch = createPhaseWatch(() => loaded?.promptTemplate.compareWithWrapper());
  const { enter } = watch;
  const turns = createSequenceTurns(enter);

  async function hello(command: Command<'hello'>): Promise<void> {
    assertVersion(command.protocolVersion);
    engine = await startEngine(command);
    enter('idle');
    send({ type: 'ready', requestId: command.requestId, protocolVersion, ...(await describeEngine(engine)) });
  }

  async function load(command: Command<'load'>): Promise<void> {
    if (!engine || loaded) throw outOfTurn('load');
    assertBackend(engine, command.settings.backend);
    enter('loading');
    const about = { requestId: command.requestId };
    loaded = await loadModel(engine, command, (fraction) => send({ type: 'load-progress', ...about, fraction }));
    enter('idle');
    send({ type: 'loaded', ...about, info: loaded.info, ...loaded.memory() });
  }

  async function check(command: Command<'check'>): Promise<void> {
    if (loaded) await turns.take(loaded, command, 'generating', (turn) => evaluateOnce(turn.take([]).sequence));
    else await checkEngine(engine);
    send({ type: 'healthy', requestId: command.requestId });
  }

  const tell = async <Question extends RunnerCommand>(
    question: Question,
    answering: (model: LoadedModel, question: Question) => RunnerReport,
  ): Promise<void> => send(answering(assertLoaded(loaded, question), question));

  function run(requestId: number, code: ErrorCode, work: Promise<void>): void {
    const startedIn = watch.phase;
    work.catch((error: unknown) => {
      const errorLines = engine?.log.take().errors ?? [];
      const failure = toAppError(error, code, { errorLines, phase: startedIn });
      send({ type: 'error', requestId, error: failure.toData(), phase: watch.phase });
    });
  }

  return {
    get phase() {
      return watch.phase;
    },
    handle(command) {
      switch (command.type) {
        case 'hello':
          return run(command.requestId, 'runner-start-failed', hello(command));
        case 'load':
          return run(command.requestId, 'runner-load-failed', load(command));
        case 'generate':
        case 'score':
        case 'measure':
          return run(command.requestId, 'runner-failed', compute(command, { turns, loaded, send, enter }));
        case 'check':
          return run(command.requestId, 'runner-failed', check(command));
        case 'render':
          return run(command.requestId, 'runner-failed', tell(command, tellPrompt));
        case 'tokenize':
          return run(command.requestId, 'runner-failed', tell(command, tellTokens));
        case 'count':
          return run(command.requestId, 'runner-failed', tell(command, tellCounts));
        case 'cancel':
          return turns.cancel(command.requestId);
        case 'memory':
          return void tellMemory(engine, loaded, command.requestId).then(send);
        case 'set-threads':
          return engine?.threads.offer(command.threads);
        case 'shutdown':
          return exit(0);
      }
    },
  };
}

type Computing = {
  readonly turns: SequenceTurns;
  readonly loaded: LoadedModel | null;
  readonly send: SendReport;
  readonly enter: (phase: RunnerPhase) => void;
};

/** What uses a sequence. */
function compute(command: Command<'generate' | 'score' | 'measure'>, computing: Computing): Promise<void> {
  const { turns, send, enter } = computing;
  const first = command.type === 'generate' ? 'generating' : 'prefilling';
  return turns.take(computing.loaded, command, first, (turn) => {
    switch (command.type) {
      case 'generate':
        return generate({ turn, command, send });
      case 'score':
        return score({ turn, command, send });
      case 'measure': {
        const { signal } = turn;
        return measure({ loaded: turn.take([]), command, signal, send, onReply: () => enter('generating') });
      }
    }
  });
}

/** Also while a reply is generated: asking a card does not touch the model. */
async function tellMemory(engine: Engine | null, loaded: LoadedModel | null, requestId: number): Promise<RunnerReport> {
  const card = engine && (await readVideoMemory(engine.llama).catch(() => null));
  const figures = loaded?.memory() ?? { residentBytes: process.memoryUsage.rss(), videoMemoryBytes: 0 };
  return { type: 'memory', requestId, ...figures, freeVideoMemoryBytes: card?.freeBytes ?? 0 };
}

/** Without a model there is only the engine to ask. */
async function checkEngine(engine: Engine | null): Promise<void> {
  if (!engine) throw outOfTurn('check');
  await readVideoMemory(engine.llama);
}

function assertLoaded(loaded: LoadedModel | null, { type }: RunnerCommand): LoadedModel {
  if (!loaded) throw outOfTurn(type);
  return loaded;
}

function assertVersion(theirs: number): void {
  if (theirs === protocolVersion) return;
  const detail = `protocol version ${theirs}, expected ${protocolVersion}`;
  throw new AppError('runner-start-failed', { detail });
}

/** A process has one backend for good; the app starts another one for another backend. */
function assertBackend({ backend }: Engine, wanted: Engine['backend'] | null): void {
  if (wanted === null || wanted === backend) return;
  throw new AppError('runner-failed', { detail: `started with ${backend}, asked for ${wanted}` });
}

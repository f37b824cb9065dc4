import type { Token } from 'node-llama-cpp';
import { AppError } from '../contract/errors.ts';
import { chooseSequence } from './choose-sequence.ts';
import type { LoadedModel, LoadedSequence, ModelSequence } from './load-model.ts';
import type { RunnerPhase } from './protocol.ts';

type Turn = { readonly requestId: number; readonly type: string };

/** A request's right to one sequence. */
export type SequenceTurn = {
  readonly model: LoadedModel;
  readonly signal: AbortSignal;
  /** Once, as soon as it is known what will be evaluated: the free sequence that has most of it already. */
  take(tokens: readonly Token[]): LoadedSequence;
};

/** Everything that uses a sequence: as many requests at once as there are sequences. */
export type SequenceTurns = {
  /** @throws AppError `runner-failed` out of turn, `model-changed`; whatever the work throws. */
  take(
    loaded: LoadedModel | null,
    turn: Turn,
    during: RunnerPhase,
    work: (turn: SequenceTurn) => Promise<void>,
  ): Promise<void>;
  /** Unknown ids are ignored: the request may just have ended. */
  cancel(requestId: number): void;
};

export function createSequenceTurns(enter: (phase: RunnerPhase) => void): SequenceTurns {
  const stops = new Map<number, AbortController>();
  /** Those in use, and those used last at the end. */
  const inUse = new Set<ModelSequence>();
  const used = new Set<ModelSequence>();

  function choose(model: LoadedModel, tokens: readonly Token[]): ModelSequence {
    const idle = model.sequences.filter((sequence) => !inUse.has(sequence));
    const lastUsed = [...used];
    const oldestFirst = idle.toSorted((a, b) => lastUsed.indexOf(a) - lastUsed.indexOf(b));
    const chosen = chooseSequence(oldestFirst, tokens);
    if (!chosen) throw outOfTurn('sequence');
    inUse.add(chosen);
    used.delete(chosen);
    used.add(chosen);
    chosen.pace?.enter();
    return chosen;
  }

  return {
    async take(loaded, { requestId, type }, during, work) {
      if (!loaded || stops.size >= loaded.sequences.length) throw outOfTurn(type);
      loaded.files.assertUnchanged();
      const stop = new AbortController();
      stops.set(requestId, stop);
      enter(during);
      let taken: ModelSequence | null = null;
      const take = (tokens: readonly Token[]): LoadedSequence => {
        taken = choose(loaded, tokens);
        return { ...loaded, ...taken };
      };
      try {
        await work({ model: loaded, signal: stop.signal, take });
      } finally {
        stops.delete(requestId);
        release(taken);
        if (stops.size === 0) enter('idle');
      }
    },
    cancel: (requestId) => stops.get(requestId)?.abort(),
  };

  function release(sequence: ModelSequence | null): void {
    if (sequence === null) return;
    inUse.delete(sequence);
    sequence.pace?.leave();
  }
}

/** The app asked for something that this runner is not ready for: a bug of ours, not the person's. */
export function outOfTurn(what: string): AppError {
  return new AppError('runner-failed', { detail: `${what} out of turn` });
}

import type { FreeMemory, LoadPlan } from '../contract/load-plan.ts';
import type { LoadRequest } from '../core/ports/runner-pool.ts';
import { chooseLoad, memoryShortError } from './choose-load.ts';
import { freeMemory, type MemoryState } from './free-memory.ts';
import type { MemoryLedger } from './memory-ledger.ts';
import { OlderInUse } from './older-in-use.ts';
import type { RunnerConnection } from './runner-connection.ts';
import type { RunnerSlot } from './runner-slot.ts';
import { createSerialQueue } from './serial-queue.ts';

export type AdmissionOptions = {
  readonly ledger: MemoryLedger;
  /** Idle runners that may be ended, the one used longest ago first. */
  readonly idleSlots: () => readonly RunnerSlot[];
  /** A started runner without a model: it serves the next load, so its memory is as good as free. */
  readonly spare: () => RunnerConnection | null;
};

/** Who wants memory. */
export type Applicant = {
  readonly request: LoadRequest;
  /** The started runner that will hold the model. */
  readonly connection: RunnerConnection;
  /** An older load of the same model, which ends in any case once the new one is let in. */
  readonly replaces: RunnerSlot | null;
  readonly signal: AbortSignal;
};

/** What a load may take; `sequences` of those that were wished for. */
export type Admitted = { readonly plan: LoadPlan; readonly sequences: number };

/** Decides about loads, one at a time. */
export type Admission = {
  /**
   * Lets a load in, having ended as few idle runners as needed; busy ones are not waited for, because nobody knows for
   * how long. Nothing is ended for a load that is refused. A person who insists is let in whatever is free.
   * @throws AppError `memory-short`; OlderInUse when a reply began meanwhile; the signal's reason.
   */
  admit(applicant: Applicant): Promise<Admitted>;
  /** How many sequences a loaded model would get if it were loaded anew for this request, ending no other. */
  sequencesInstead(request: LoadRequest, loaded: RunnerSlot): Promise<number>;
  free(): Promise<FreeMemory>;
};

export function createAdmission({ ledger, idleSlots, spare }: AdmissionOptions): Admission {
  const inTurn = createSerialQueue();

  async function decide({ request, connection, replaces, signal }: Applicant): Promise<Admitted> {
    for (;;) {
      const state = await (isOnCard(request) ? ledger.read() : ledger.readMain());
      signal.throwIfAborted();
      const certain = replaces ? [connection, replaces.connection] : [connection];
      const idle = idleSlots().filter((slot) => slot !== replaces);
      const choice = chooseLoad(idle, (ended) => {
        const gone = [...certain, ...ended.map((slot) => slot.connection)];
        return request.plan(freeMemory(state, new Set(gone)), 1);
      });
      if (choice.type === 'refuse' && !request.isInsisted) throw memoryShortError(choice.plan);
      const ends = choice.type === 'load' ? choice.ends : idle;
      if (choice.type === 'load' && ends.length === 0) return asManyAsFit(request, choice.plan);
      await Promise.all(ends.map((slot) => slot.end()));
      signal.throwIfAborted();
      if (choice.type === 'refuse') return { plan: choice.plan, sequences: 1 };
    }
  }

  return {
    admit: (applicant) =>
      inTurn(applicant.signal, async () => {
        const admitted = await decide(applicant);
        if (applicant.replaces?.isBusy === true) throw new OlderInUse();
        ledger.claim(applicant.connection, admitted.plan);
        await applicant.replaces?.end();
        return admitted;
      }),
    async sequencesInstead(request, loaded) {
      const state = await (isOnCard(request) ? ledger.read() : ledger.readMain());
      const plan = request.plan(freeMemory(state, new Set([loaded.connection])), 1);
      return plan.verdict === 'too-large' ? 1 : asManyAsFit(request, plan).sequences;
    },
    async free() {
      const state = await ledger.read();
      return freeOf(state, spare());
    },
  };
}

/** No other model is ended for further sequences: their replies can wait for each other. */
function asManyAsFit(request: LoadRequest, single: LoadPlan): Admitted {
  for (let sequences = request.sequences ?? 1; sequences > 1; sequences -= 1) {
    const plan = request.plan(single.free, sequences);
    if (plan.verdict !== 'too-large') return { plan, sequences };
  }
  return { plan: single, sequences: 1 };
}

/** What cards have matters not to a load that stays off them. */
function isOnCard({ settings }: LoadRequest): boolean {
  return settings.backend !== 'cpu' && settings.gpuLayers !== 0;
}

function freeOf(state: MemoryState<RunnerConnection>, spare: RunnerConnection | null): FreeMemory {
  return freeMemory(state, new Set(spare ? [spare] : []));
}

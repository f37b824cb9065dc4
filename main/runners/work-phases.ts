import type { RunnerPhase } from '../runner/protocol.ts';
import type { RunnerConnection } from './runner-connection.ts';
import type { StallLimits } from './stall-limits.ts';

/** What one of the requests that a runner works on is at. */
export type WorkPhase = {
  readonly phase: Extract<RunnerPhase, 'prefilling' | 'generating'>;
  enter(phase: WorkPhase['phase']): void;
  end(): void;
};

/** What a runner is doing, when it may be doing several things. */
export type WorkPhases = { readonly begin: () => WorkPhase };

/** A prompt among them counts: it is what may take longest without a word. */
export function createWorkPhases(connection: RunnerConnection, stallLimits: StallLimits): WorkPhases {
  const working = new Set<{ phase: WorkPhase['phase'] }>();

  function tell(): void {
    const phases = Array.from(working, ({ phase }) => phase);
    const busy = phases.includes('prefilling') ? 'prefilling' : 'generating';
    connection.enter(phases.length === 0 ? 'idle' : busy, stallLimits);
  }

  return {
    begin() {
      const own: { phase: WorkPhase['phase'] } = { phase: 'prefilling' };
      working.add(own);
      tell();
      return {
        get phase() {
          return own.phase;
        },
        enter(phase) {
          own.phase = phase;
          tell();
        },
        end() {
          working.delete(own);
          tell();
        },
      };
    },
  };
}

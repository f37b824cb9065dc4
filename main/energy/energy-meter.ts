import type { Energy } from '../contract/answer-figures.ts';
import type { EnergyMeter, EnergySpan } from '../core/ports/energy-meter.ts';
import { CardPower, type CardPowerOptions } from './card-power.ts';
import type { EnergySource } from './energy-source.ts';
import { openProcessorCounters, type ProcessorCountersOptions } from './processor-counters.ts';

export type EnergyMeterOptions = { readonly processor?: ProcessorCountersOptions; readonly cards?: CardPowerOptions };

/** Whatever of this computer can be asked without being its administrator. */
export function createEnergyMeter(options: EnergyMeterOptions = {}): EnergyMeter {
  let sources: readonly EnergySource[] | null = null;
  let isDisposed = false;
  // Nobody who never compares pays for looking.
  const open = (): readonly EnergySource[] => {
    const processor = openProcessorCounters(options.processor);
    return [...(processor === null ? [] : [processor]), new CardPower(options.cards)];
  };
  return {
    start: () => Promise.resolve(isDisposed ? emptySpan : startSpan((sources ??= open()))),
    dispose: () => {
      isDisposed = true;
      for (const source of sources ?? []) source.dispose();
      return Promise.resolve();
    },
  };
}

const emptySpan: EnergySpan = { end: () => Promise.resolve(null) };

function startSpan(sources: readonly EnergySource[]): EnergySpan {
  const begun = sources.map((source) => ({ source, letGo: source.hold(), from: source.mark() }));
  return {
    end: () => {
      const told = begun.flatMap(({ source, from, letGo }) => {
        const joules = source.since(from);
        letGo();
        return joules === null ? [] : [{ kind: source.kind, joules }];
      });
      return Promise.resolve(told.length === 0 ? null : sumOf(told));
    },
  };
}

function sumOf(told: readonly { readonly kind: Energy['sources'][number]; readonly joules: number }[]): Energy {
  return { joules: told.reduce((sum, { joules }) => sum + joules, 0), sources: told.map(({ kind }) => kind) };
}

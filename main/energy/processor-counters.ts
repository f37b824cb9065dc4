import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EnergyMark, EnergySource } from './energy-source.ts';

type Zone = {
  readonly path: string;
  /** The counter begins at 0 again after this many microjoules. */
  readonly range: number;
  last: number;
};

export type ProcessorCountersOptions = {
  /** Where the kernel shows its power zones. */
  readonly folder?: string;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
};

/** A counter of 65 kJ (the smallest known) wraps within minutes on a large server: it has to be seen at least that often. */
const lookEveryMs = 20_000;
/** No package takes more: a counter that seems to say so was set back, for example by a sleeping computer. */
const mostWatts = 2000;

/**
 * RAPL as Linux shows it: whole processor packages, and their memory where it is counted apart; Intel and AMD. `null` where
 * there is none, or only the administrator may read it, as is usual.
 * Source: https://docs.kernel.org/power/powercap/powercap.html
 */
export function openProcessorCounters(options: ProcessorCountersOptions = {}): EnergySource | null {
  const zones = findZones(options.folder ?? '/sys/class/powercap');
  return zones.length === 0 ? null : new ProcessorCounters(zones, options.now ?? (() => performance.now()));
}

class ProcessorCounters implements EnergySource {
  readonly kind = 'processor';
  readonly #zones: readonly Zone[];
  readonly #now: () => number;
  #joules = 0;
  #gaps = 0;
  #readAtMs: number;
  #holds = 0;
  #timer: NodeJS.Timeout | null = null;

  constructor(zones: readonly Zone[], now: () => number) {
    this.#zones = zones;
    this.#now = now;
    this.#readAtMs = now();
  }

  hold(): () => void {
    // What was counted while nobody looked may have wrapped, and is nobody's.
    if (this.#holds === 0 && !this.#restart()) this.#gaps += 1;
    this.#holds += 1;
    this.#timer ??= setInterval(() => this.#count(), lookEveryMs).unref();
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holds -= 1;
      if (this.#holds === 0) this.dispose();
    };
  }

  mark(): EnergyMark {
    this.#count();
    return { joules: this.#joules, gaps: this.#gaps, atMs: this.#readAtMs };
  }

  since({ joules, gaps }: EnergyMark): number | null {
    this.#count();
    return gaps === this.#gaps ? this.#joules - joules : null;
  }

  dispose(): void {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
  }

  #count(): void {
    const now = this.#now();
    const seconds = (now - this.#readAtMs) / 1000;
    this.#readAtMs = now;
    for (const zone of this.#zones) {
      const counter = numberIn(join(zone.path, 'energy_uj'));
      const joules = counter === null ? null : joulesFrom(zone, counter);
      zone.last = counter ?? zone.last;
      // Counters move in steps of up to some milliseconds' worth.
      if (joules === null || joules > mostWatts * (seconds + 0.1)) this.#gaps += 1;
      else this.#joules += joules;
    }
  }

  #restart(): boolean {
    this.#readAtMs = this.#now();
    for (const zone of this.#zones) {
      const counter = numberIn(join(zone.path, 'energy_uj'));
      if (counter === null) return false;
      zone.last = counter;
    }
    return true;
  }
}

function joulesFrom({ last, range }: Zone, counter: number): number {
  return (counter >= last ? counter - last : counter + range - last) / 1e6;
}

/** Packages, and memory zones in them. Other zones of a package are part of it; `psys` would count everything twice. */
function findZones(folder: string): readonly Zone[] {
  return namesIn(folder)
    .filter((name) => /^intel-rapl:\d+(?::\d+)?$/.test(name))
    .map((name) => join(folder, name))
    .filter((path) => /^(?:package-\d+.*|dram)$/.test(textIn(join(path, 'name'))))
    .flatMap((path) => {
      const range = numberIn(join(path, 'max_energy_range_uj'));
      const last = numberIn(join(path, 'energy_uj'));
      return range === null || last === null ? [] : [{ path, range, last }];
    });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder).toSorted();
  } catch {
    return [];
  }
}

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    return '';
  }
}

function numberIn(path: string): number | null {
  const text = textIn(path);
  return /^\d+$/.test(text) ? Number(text) : null;
}

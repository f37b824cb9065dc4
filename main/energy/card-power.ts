import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { join } from 'node:path';
import type { EnergyMark, EnergySource } from './energy-source.ts';

export type CardPowerOptions = {
  /** NVIDIA's own program, which reads NVML; null: where this system has it. */
  readonly program?: string | null;
  /** How long it goes on when nobody asks, so that the next answer need not wait for its start. */
  readonly lingerMs?: number;
  /** Monotonic milliseconds. */
  readonly now?: () => number;
};

type Card = { watts: number; readonly firstWatts: number; readonly sinceMs: number };

const everyMs = 250;
const query = ['--query-gpu=index,power.draw', '--format=csv,noheader,nounits', `--loop-ms=${everyMs}`];
/** Nothing heard for so long: the program hangs, or the computer slept. */
const longestSilenceMs = 5000;

/** NVIDIA cards: what they say they draw, four times a second, added up. It only reads. */
export class CardPower implements EnergySource {
  readonly kind = 'graphics';
  readonly #program: string | null;
  readonly #lingerMs: number;
  readonly #now: () => number;
  readonly #cards = new Map<string, Card>();
  #child: ChildProcess | null = null;
  #isThere = true;
  #joules = 0;
  #gaps = 0;
  #countedAtMs = 0;
  #heardAtMs = 0;
  #holds = 0;
  #linger: NodeJS.Timeout | null = null;

  constructor(options: CardPowerOptions = {}) {
    this.#program = options.program ?? programHere();
    this.#lingerMs = options.lingerMs ?? 30_000;
    this.#now = options.now ?? (() => performance.now());
  }

  hold(): () => void {
    this.#holds += 1;
    if (this.#linger !== null) clearTimeout(this.#linger);
    this.#linger = null;
    if (this.#child === null && this.#isThere) this.#start();
    let isHeld = true;
    return () => {
      if (!isHeld) return;
      isHeld = false;
      this.#holds -= 1;
      if (this.#holds === 0) this.#linger = setTimeout(() => this.#stop(), this.#lingerMs).unref();
    };
  }

  mark(): EnergyMark {
    this.#count();
    return { joules: this.#joules, gaps: this.#gaps, atMs: this.#countedAtMs };
  }

  since({ joules, gaps, atMs }: EnergyMark): number | null {
    this.#count();
    const isSilent = this.#countedAtMs - this.#heardAtMs > longestSilenceMs;
    if (this.#cards.size === 0 || isSilent || gaps !== this.#gaps) return null;
    return this.#joules - joules + this.#joulesUnheard(atMs);
  }

  dispose(): void {
    if (this.#linger !== null) clearTimeout(this.#linger);
    this.#stop();
    this.#isThere = false;
  }

  #start(): void {
    if (this.#program === null) return;
    const { PATH, SystemRoot } = process.env;
    // A comma in a number, as some languages write it, would divide it.
    const env = { LC_ALL: 'C', ...(PATH !== undefined && { PATH }), ...(SystemRoot !== undefined && { SystemRoot }) };
    const child = spawn(this.#program, query, { stdio: ['ignore', 'pipe', 'ignore'], env, windowsHide: true });
    this.#child = child;
    child.on('error', () => this.#ended(child));
    child.on('exit', () => this.#ended(child));
    createInterface({ input: child.stdout }).on('line', (line) => this.#hear(line));
  }

  #stop(): void {
    const child = this.#child;
    if (child === null) return;
    child.kill();
    this.#ended(child);
  }

  /** One that ended by itself has no cards to tell of; it is not asked again. */
  #ended(child: ChildProcess): void {
    if (this.#child !== child) return;
    this.#count();
    this.#child = null;
    this.#isThere = this.#holds === 0;
    this.#cards.clear();
    this.#gaps += 1;
  }

  #hear(line: string): void {
    const { index, watts } = /^(?<index>\d+), (?<watts>\d+(?:\.\d+)?)$/.exec(line.trim())?.groups ?? {};
    if (index === undefined || watts === undefined || this.#child === null) return;
    this.#count();
    this.#heardAtMs = this.#now();
    const card = this.#cards.get(index);
    const told = Number(watts);
    if (card === undefined) this.#cards.set(index, { watts: told, firstWatts: told, sinceMs: this.#heardAtMs });
    else card.watts = told;
  }

  /** Each card draws what it said last until it says otherwise. */
  #count(): void {
    const now = this.#now();
    for (const { watts, sinceMs } of this.#cards.values()) {
      this.#joules += (watts * (now - Math.max(this.#countedAtMs, sinceMs))) / 1000;
    }
    this.#countedAtMs = now;
  }

  /** The program takes a moment to start: until it spoke, cards drew what they said first. */
  #joulesUnheard(fromMs: number): number {
    let joules = 0;
    for (const { firstWatts, sinceMs } of this.#cards.values()) {
      joules += (firstWatts * Math.max(0, sinceMs - fromMs)) / 1000;
    }
    return joules;
  }
}

/** By its whole path on Windows, where a program of that name beside the app would be preferred. */
function programHere(): string | null {
  if (process.platform === 'darwin') return null;
  if (process.platform !== 'win32') return 'nvidia-smi';
  return join(process.env['SystemRoot'] ?? 'C:\\Windows', 'System32', 'nvidia-smi.exe');
}

import { AppError, type ErrorCode } from '../../contract/errors.ts';
import type { HubSource } from '../../contract/hub.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/host.ts';
import type { HubCache } from '../ports/hub-cache.ts';

export type HubAnswersPorts = {
  readonly cache: HubCache;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Answers of one Hub are not another's. */
  readonly origin: () => string;
};

type Schema<T> = { safeParse(value: unknown): { success: true; data: T } | { success: false } };

/** Failures that say nothing about what was asked, only that nobody can answer now. */
const awayCodes: ReadonlySet<ErrorCode> = new Set([
  'network-offline',
  'network-unreachable',
  'network-interrupted',
  'network-timeout',
  'network-untrusted',
  'hub-unavailable',
  'hub-rate-limited',
]);

/** Asks the Hub, keeps its answers, and gives the kept one when the Hub is away. */
export class HubAnswers {
  readonly #ports: HubAnswersPorts;

  constructor(ports: HubAnswersPorts) {
    this.#ports = ports;
  }

  /** @throws whatever `ask` throws, when nothing is kept under the key. */
  async ask<T>(key: string, schema: Schema<T>, ask: () => Promise<T>): Promise<HubSource & { readonly value: T }> {
    const whole = `${this.#ports.origin()} ${key}`;
    try {
      const value = await ask();
      const fetchedAtMs = this.#ports.clock.now();
      this.#keep(whole, value, fetchedAtMs);
      return { value, source: 'hub', fetchedAtMs };
    } catch (error) {
      const isAway = error instanceof AppError && awayCodes.has(error.code);
      const kept = isAway ? this.#find(whole, schema) : null;
      if (kept === null) throw error;
      return { ...kept, source: 'cache' };
    }
  }

  /** What was kept, however old. */
  kept<T>(key: string, schema: Schema<T>): T | null {
    return this.#find(`${this.#ports.origin()} ${key}`, schema)?.value ?? null;
  }

  /** For what never changes, such as bytes named by their checksum: asks only once. */
  async askOnce<T>(key: string, schema: Schema<T>, ask: () => Promise<T>): Promise<T> {
    const kept = this.#find(key, schema);
    if (kept !== null) return kept.value;
    const value = await ask();
    this.#keep(key, value, this.#ports.clock.now());
    return value;
  }

  #find<T>(key: string, schema: Schema<T>): { value: T; fetchedAtMs: number } | null {
    const found = this.#ports.cache.find(key);
    if (found === null) return null;
    const parsed = schema.safeParse(JSON.parse(found.json));
    return parsed.success ? { value: parsed.data, fetchedAtMs: found.fetchedAtMs } : null;
  }

  #keep(key: string, value: unknown, fetchedAtMs: number): void {
    try {
      this.#ports.cache.save(key, JSON.stringify(value), fetchedAtMs);
    } catch (error) {
      // A full disk must not take the answer away.
      this.#ports.logger.error('hub cache', error);
    }
  }
}

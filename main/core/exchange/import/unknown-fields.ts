import { latestTimeMs } from '../../../contract/exchange-file.ts';

/** What an object from elsewhere may hold: every field is asked for by its type, and may be missing. */
export type Fields = Readonly<Record<string, unknown>>;

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Half a surrogate pair is no character and cannot be kept. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value.toWellFormed() : '';
}

export function numberOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null;
}

/** @returns whole milliseconds; null for what is no time. */
export function timeOf(value: unknown, unitMs: number): number | null {
  const time = numberOf(value);
  if (time === null || time <= 0) return null;
  const ms = Math.round(time * unitMs);
  return ms <= latestTimeMs ? ms : null;
}

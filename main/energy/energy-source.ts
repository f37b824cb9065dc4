import type { Energy } from '../contract/answer-figures.ts';

/** A moment on a total that grows while somebody holds on to it. */
export type EnergyMark = {
  /** Since whatever moment. */
  readonly joules: number;
  /** Grows when a part of the time could not be counted: totals on both sides of a gap say nothing together. */
  readonly gaps: number;
  /** Monotonic milliseconds. */
  readonly atMs: number;
};

export interface EnergySource {
  readonly kind: Energy['sources'][number];
  /** The total grows until whoever holds it lets go; several may hold it. @returns what lets go. */
  hold(): () => void;
  mark(): EnergyMark;
  /** Joules since then; null where it could not be told all the time. */
  since(mark: EnergyMark): number | null;
  dispose(): void;
}

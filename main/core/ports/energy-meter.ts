import type { Energy } from '../../contract/answer-figures.ts';

/** What the computer's own counters say, of whole processors and cards: whatever else runs is in it. */
export interface EnergyMeter {
  /** Begins to count. Several spans may be open at once; each is told everything that was used meanwhile. */
  start(): Promise<EnergySpan>;
  /** Open spans tell nothing any more. */
  dispose(): Promise<void>;
}

export interface EnergySpan {
  /** Since the start, of the parts that could be asked all the time; null where none can. Ends the span. */
  end(): Promise<Energy | null>;
}

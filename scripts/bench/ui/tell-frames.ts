import type { Bench } from '../harness.ts';
import { percentile, type Recording } from './recorder.ts';

/** How evenly the page was drawn, and how often it was held up. */
export function tellFrames(bench: Bench, what: string, { frames, longTasks }: Recording): void {
  bench.figure(`${what}: frames, median`, percentile(frames, 0.5), 'ms');
  bench.figure(`${what}: frames, 95th percentile`, percentile(frames, 0.95), 'ms');
  bench.figure(`${what}: frames, 99th percentile`, percentile(frames, 0.99), 'ms');
  const late = frames.filter((frame) => frame > 17).length;
  bench.figure(`${what}: frames that came late`, (100 * late) / frames.length, '%');
  bench.figure(`${what}: tasks over 50 ms`, longTasks.length, '');
}

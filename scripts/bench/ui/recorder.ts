import type { Page } from '@playwright/test';

/** Milliseconds between frames, by the time each was begun for; durations of tasks over 50 ms. */
export type Recording = { readonly frames: readonly number[]; readonly longTasks: readonly number[] };

type Recorder = { frames: number[]; longTasks: number[]; last: number; isOn: boolean };
type RecordingWindow = Window & { recorder?: Recorder };

/** Counts frames and long tasks of the page from now on; what went before is forgotten. */
export async function startRecording(page: Page): Promise<void> {
  await page.evaluate(() => {
    const host = window as RecordingWindow;
    if (host.recorder !== undefined) {
      Object.assign(host.recorder, { frames: [], longTasks: [], last: 0, isOn: true });
      return;
    }
    const recorder: Recorder = { frames: [], longTasks: [], last: 0, isOn: true };
    host.recorder = recorder;
    const next = (timeMs: number): void => {
      if (recorder.isOn && recorder.last > 0) recorder.frames.push(timeMs - recorder.last);
      recorder.last = timeMs;
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
    new PerformanceObserver((list) => {
      if (recorder.isOn) for (const { duration } of list.getEntries()) recorder.longTasks.push(duration);
    }).observe({ type: 'longtask' });
  });
}

export async function stopRecording(page: Page): Promise<Recording> {
  return page.evaluate(() => {
    const { recorder } = window as RecordingWindow;
    if (recorder === undefined) throw new Error('nothing was recorded');
    recorder.isOn = false;
    return { frames: recorder.frames, longTasks: recorder.longTasks };
  });
}

/** @param share 0.95 for the 95th percentile. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

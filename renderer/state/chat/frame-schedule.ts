/** Runs a task later; returns what calls it off. */
export type Schedule = (task: () => void) => () => void;

const hiddenPageDelayMs = 250;
/** Work that takes longer than this is followed by a rest as long as itself, so that input is always heard. */
const cheapMs = 12;

/** Before the next frame is drawn; a page that is not drawn waits a quarter of a second instead. */
export function createFrameSchedule(page: Window): Schedule {
  let restMs = 0;
  const measure = (task: () => void): void => {
    const startMs = page.performance.now();
    task();
    // The next task comes after layout and paint, which belong to the price.
    page.setTimeout(() => {
      const costMs = page.performance.now() - startMs;
      restMs = costMs > cheapMs ? costMs : 0;
    });
  };
  return (task) => {
    let frame = 0;
    const rest = page.setTimeout(() => (frame = page.requestAnimationFrame(run)), restMs);
    const fallback = page.setTimeout(run, restMs + hiddenPageDelayMs);
    function cancel(): void {
      page.clearTimeout(rest);
      page.clearTimeout(fallback);
      page.cancelAnimationFrame(frame);
    }
    function run(): void {
      cancel();
      measure(task);
    }
    return cancel;
  };
}

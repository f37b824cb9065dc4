/** What is known and asked for while the fewest exchanges to leave out are looked for. */
export type DropSearch = {
  /** Most exchanges that may be left out. */
  readonly most: number;
  /** Tokens the prompt may have. */
  readonly budget: number;
  /** What the prompt would have without so many exchanges; falls with their number, and may be wrong. */
  readonly estimate: (dropped: number) => number;
  /** What it has, exactly. */
  readonly measure: (dropped: number) => Promise<number>;
};

export type Dropped = { readonly dropped: number; readonly tokens: number };

/** After so many wrong guesses estimates are of no use, and halves are tried instead. */
const mostGuesses = 5;

/**
 * The fewest exchanges without which the prompt fits. Estimates say where to look and every measurement mends them, so
 * that a long conversation is measured two or three times: what fits, and that one exchange more would not. The answer
 * itself was always measured; `dropped` is `most` where even that is too long, which `tokens` tells.
 */
export async function fewestDropped({ most, budget, estimate, measure }: DropSearch): Promise<Dropped> {
  let leastOpen = 0;
  let fitting: Dropped | null = null;
  let error = 0;
  for (let tries = 0; ; tries += 1) {
    const mostOpen: number = fitting === null ? most : fitting.dropped - 1;
    if (fitting !== null && leastOpen > mostOpen) return fitting;
    const dropped: number =
      tries < mostGuesses
        ? firstPassing(leastOpen, mostOpen, (count) => estimate(count) + error <= budget)
        : Math.floor((leastOpen + mostOpen) / 2);
    const tokens = await measure(dropped);
    error = tokens - estimate(dropped);
    if (tokens <= budget) fitting = { dropped, tokens };
    else if (dropped === most) return { dropped, tokens };
    else leastOpen = dropped + 1;
  }
}

/** The first number of `from`–`to` that passes, or `to`; a number above one that passes passes too. */
function firstPassing(from: number, to: number, passes: (value: number) => boolean): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (passes(middle)) high = middle;
    else low = middle + 1;
  }
  return low;
}

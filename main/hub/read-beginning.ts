import type { Network, NetworkAnswer, NetworkRequest } from '../core/ports/network.ts';

export type Beginning = NetworkAnswer & {
  readonly bytes: Uint8Array;
  /** True when the body went on after what was wanted. */
  readonly isCut: boolean;
};

/** Ends a body that has given what was wanted from it. */
class Enough extends Error {}

/**
 * Reads a part of a body and hangs up: a server that ignores a range, or sends a book instead of a page, costs nothing.
 * @param want how many bytes to pass over and to take, once the answer's head is known.
 */
export async function readBeginning(
  network: Network,
  request: NetworkRequest,
  want: (answer: NetworkAnswer) => { readonly skip: number; readonly take: number },
): Promise<Beginning> {
  let head: NetworkAnswer | null = null;
  let skip = 0;
  let left = 0;
  const pieces: Uint8Array[] = [];
  const collect = (bytes: Uint8Array): void => {
    const passed = Math.min(skip, bytes.length);
    skip -= passed;
    const rest = bytes.subarray(passed);
    if (rest.length === 0) return;
    pieces.push(rest.slice(0, left));
    left -= Math.min(left, rest.length);
    if (rest.length > (pieces.at(-1)?.length ?? 0)) throw new Enough();
  };
  try {
    const answer = await network.stream(request, {
      begin: (begun) => {
        head = begun;
        ({ skip, take: left } = want(begun));
      },
      take: collect,
    });
    return { ...answer, bytes: Buffer.concat(pieces), isCut: false };
  } catch (error) {
    if (!(error instanceof Enough) || head === null) throw error;
    return { ...(head as NetworkAnswer), bytes: Buffer.concat(pieces), isCut: true };
  }
}

import { AppError } from '../contract/errors.ts';
import type { BlobRequest } from '../core/ports/blob-fetcher.ts';
import type { BodyFlow, Network } from '../core/ports/network.ts';
import type { BandwidthLimit } from './bandwidth-limit.ts';
import type { FileAddress } from './file-address.ts';
import type { HostBudget } from './host-budget.ts';
import type { HubAccess } from '../core/ports/hub-access.ts';
import { hubHeaders } from './hub-access.ts';
import { PacedFlow } from './paced-flow.ts';
import { judgeRange, type RangeVerdict } from './range-answer.ts';

export type RangeSource = {
  readonly network: Network;
  readonly access: HubAccess;
  readonly address: FileAddress;
  readonly budget: HostBudget;
  readonly limit: BandwidthLimit;
  readonly request: BlobRequest;
  readonly stallMs: number;
};

export type RangeTaker = {
  /** Called before the first byte when the bytes are the ones asked for, or the whole file. @returns whether to go on. */
  readonly begin: (verdict: 'as-asked' | 'whole-file', flow: PacedFlow) => boolean;
  readonly take: (bytes: Uint8Array) => void;
};

/** Redirects between file servers: rare, but mirrors do it. */
const maxRedirects = 3;

/**
 * One request for bytes `start` to `end` (exclusive). The token goes to the Hub's own origin alone.
 * @returns the verdict on the answer; a taker that did not go on ends the request early.
 * @throws AppError `network-*`, `hub-*`, `download-*`; what the taker throws; the signal's reason.
 */
export async function fetchRange(
  source: RangeSource,
  range: { readonly start: number; readonly end: number },
  taker: RangeTaker,
  signal: AbortSignal,
): Promise<RangeVerdict['kind']> {
  const { network, access, address, budget, limit, request, stallMs } = source;
  const url = await address.url(signal);
  const release = await budget.acquire(new URL(url).host, signal);
  let verdict: RangeVerdict | undefined;
  let flow: PacedFlow | undefined;
  const begin = (answer: Parameters<typeof judgeRange>[0], bodyFlow: BodyFlow): void => {
    const isFromHub = new URL(answer.url).origin === new URL(access.origin()).origin;
    verdict = judgeRange(answer, range, request, isFromHub);
    flow = new PacedFlow(bodyFlow);
    if (verdict.kind === 'failed') throw verdict.error;
    if (!taker.begin(verdict.kind, flow)) throw new GivenUp();
  };
  const take = (bytes: Uint8Array): void => {
    taker.take(bytes);
    if (limit.take(bytes.length) > 0) flow?.holdWhile(() => limit.take(0));
  };
  const headers = { ...hubHeaders(access, url), range: `bytes=${range.start}-${range.end - 1}` };
  try {
    await network.stream({ url, headers, signal, silenceMs: stallMs, maxRedirects }, { begin, take });
  } catch (error) {
    if (verdict?.kind === 'failed' && verdict.isAddressStale) address.refuse(url);
    if (!(error instanceof GivenUp)) throw error;
  } finally {
    flow?.end();
    release();
  }
  if (!verdict) throw endedEarly(source);
  return verdict.kind;
}

/** An answer that ended cleanly before it was whole: bodies without a length can do that. */
export function endedEarly({ access }: Pick<RangeSource, 'access'>): AppError {
  return new AppError('network-interrupted', { host: new URL(access.origin()).host }, { isRetryable: true });
}

class GivenUp extends Error {}

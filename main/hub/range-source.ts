import { AppError } from '../contract/errors.ts';
import { hubError } from '../core/hub-error.ts';
import type { NetworkAnswer } from '../core/ports/network.ts';
import type { ByteSource } from '../gguf/byte-source.ts';
import type { HubPorts } from './hub-fetch.ts';
import { readBeginning } from './read-beginning.ts';
import { hubHeaders, resolveAddress } from './resolve-address.ts';

export type RemoteFile = {
  readonly repo: string;
  readonly commit: string;
  readonly path: string;
  readonly sizeBytes: number;
};

/** Bytes of one file's header over the network. The largest published take about 30 MB. */
const mostBytes = 64 * 1024 * 1024;
const mostAttempts = 3;

/**
 * A file on the Hub as random-access bytes, over HTTP ranges. Resolves the file once and goes on at the signed address,
 * without the token; an expired address is resolved anew.
 */
export function openRangeSource(ports: HubPorts, file: RemoteFile): ByteSource {
  let signedAddress: string | null = null;
  let received = 0;

  async function attempt(offset: number, length: number, signal?: AbortSignal): Promise<Uint8Array | null> {
    const { access, network } = ports;
    const target = signedAddress === null ? resolveAddress(access, file) : atAddress(ports, signedAddress);
    const headers = { ...target.headers, range: `bytes=${offset}-${offset + length - 1}` };
    const request = { url: target.url, headers, maxRedirects: 5, ...(signal ? { signal } : {}) };
    const answer = await readBeginning(network, request, ({ status }) => ({
      skip: status === 200 ? offset : 0,
      take: status === 200 || status === 206 ? length : 0,
    }));
    if (answer.status === 206) checkRange(answer, offset, file);
    else if (answer.status !== 200) {
      // The Hub's own word is final; what a file server says may only mean that the address has expired.
      if (new URL(answer.url).origin === access.origin()) throw hubError(answer, file);
      signedAddress = null;
      return null;
    }
    signedAddress = answer.url;
    if (answer.bytes.length === 0) throw new AppError('network-interrupted', { host: new URL(answer.url).host });
    return answer.bytes;
  }

  return {
    sizeBytes: file.sizeBytes,
    async read(offset, length, signal) {
      const wanted = Math.min(length, file.sizeBytes - offset);
      if (wanted <= 0) return new Uint8Array();
      if (offset + wanted > mostBytes) {
        throw new AppError('gguf-limit', { field: 'header', value: offset + wanted, limit: mostBytes });
      }
      received += wanted;
      if (received > mostBytes * 2) throw new AppError('hub-malformed', { detail: 'ranges that never end' });
      for (let attempts = 1; ; attempts += 1) {
        try {
          const bytes = await attempt(offset, wanted, signal);
          if (bytes) return bytes;
          if (attempts >= mostAttempts) throw new AppError('hub-unavailable', { status: 403 }, { isRetryable: true });
        } catch (error) {
          const isPassing = error instanceof AppError && passing.has(error.code);
          if (!isPassing || attempts >= mostAttempts) throw error;
        }
      }
    },
  };
}

const passing: ReadonlySet<string> = new Set(['network-interrupted', 'hub-unavailable']);

function atAddress({ access }: HubPorts, url: string): { url: string; headers: Record<string, string> } {
  return { url, headers: hubHeaders(access, url) };
}

/** The bytes must be the ones that were asked for, out of a file of the size that the tree promised. */
function checkRange({ headers }: NetworkAnswer, offset: number, file: RemoteFile): void {
  const [, start, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers['content-range'] ?? '') ?? [];
  if (Number(start) === offset && Number(total) === file.sizeBytes) return;
  throw new AppError('hub-malformed', { detail: `the range ${headers['content-range'] ?? 'without a place'}` });
}

import { AppError } from '../contract/errors.ts';
import { hubError } from '../core/hub-error.ts';
import type { BlobRequest } from '../core/ports/blob-fetcher.ts';
import type { Network, NetworkAnswer } from '../core/ports/network.ts';
import type { HubAccess } from '../core/ports/hub-access.ts';
import { hubHeaders, resolveUrl } from './hub-access.ts';

type Address = { readonly url: string; readonly renewAtMs: number };

const defaultLifetimeMs = 3_600_000;
const maxHops = 5;

/**
 * Where a file's bytes are at the moment. The Hub gives a signed address that expires; it is asked once for all
 * connections, again at 80 % of its life, and when the file server refuses it.
 */
export class FileAddress {
  readonly #network: Network;
  readonly #access: HubAccess;
  readonly #request: BlobRequest;
  readonly #silenceMs: number;
  #revision: string;
  #address: Address | null = null;
  #resolving: Promise<Address> | null = null;

  constructor(options: { network: Network; access: HubAccess; request: BlobRequest; silenceMs: number }) {
    this.#network = options.network;
    this.#access = options.access;
    this.#request = options.request;
    this.#silenceMs = options.silenceMs;
    this.#revision = options.request.commit;
  }

  /** @throws AppError `hub-*`, `network-*`, `download-changed` when the Hub now names other bytes. */
  async url(signal: AbortSignal): Promise<string> {
    if (this.#address === null || Date.now() >= this.#address.renewAtMs) {
      this.#resolving ??= this.#resolve(signal).finally(() => (this.#resolving = null));
      this.#address = await this.#resolving;
    }
    return this.#address.url;
  }

  /** Says that this address no longer works; a newer one stays. */
  refuse(url: string): void {
    if (this.#address?.url === url) this.#address = null;
  }

  async #resolve(signal: AbortSignal): Promise<Address> {
    const answer = await this.#ask(signal);
    const { status, headers } = answer;
    if (isGone(answer) && this.#revision !== this.#request.revision) {
      // The history was rewritten: the same bytes may still be there under the branch.
      this.#revision = this.#request.revision;
      return this.#resolve(signal);
    }
    const isMoved = status >= 300 && status < 400;
    if (status !== 200 && !isMoved) throw hubError(answer, this.#request);
    const etag = headers['x-linked-etag']?.replaceAll(/^(W\/)?"|"$/g, '');
    if (etag !== undefined && etag !== this.#request.sha256) {
      throw new AppError('download-changed', { file: this.#request.path });
    }
    const url = isMoved ? new URL(headers['location'] ?? '', answer.url).href : answer.url;
    return { url, renewAtMs: Date.now() + 0.8 * lifetimeMs(url) };
  }

  /** Follows relative redirects; the first one to another host is the address itself, signed for GET alone. */
  async #ask(signal: AbortSignal): Promise<NetworkAnswer> {
    let url = resolveUrl(this.#access, { ...this.#request, revision: this.#revision });
    for (let hop = 0; ; hop += 1) {
      const headers = hubHeaders(this.#access, url);
      const request = { url, method: 'HEAD' as const, headers, signal, silenceMs: this.#silenceMs };
      const answer = await this.#network.read(request, 64 * 1024);
      const location = answer.headers['location'];
      if (answer.status < 300 || answer.status >= 400) return answer;
      if (location === undefined || !URL.canParse(location, url) || hop >= maxHops) {
        throw new AppError('hub-malformed', { detail: 'a redirect without an end' });
      }
      const target = new URL(location, url);
      if (target.origin !== new URL(url).origin) return answer;
      url = target.href;
    }
  }
}

function isGone({ status, headers }: NetworkAnswer): boolean {
  return status === 404 && headers['x-error-code'] !== 'RepoNotFound';
}

/** How long a signed address says it lives: CloudFront's `Expires`, or S3's date and seconds; else an hour. */
export function lifetimeMs(address: string, nowMs = Date.now()): number {
  const { searchParams } = new URL(address);
  const expires = Number(searchParams.get('Expires'));
  if (expires > 0) return Math.max(0, expires * 1000 - nowMs);
  const seconds = Number(searchParams.get('X-Amz-Expires'));
  const date = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(searchParams.get('X-Amz-Date') ?? '');
  if (!(seconds > 0) || !date) return defaultLifetimeMs;
  const [year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0] = date.slice(1).map(Number);
  return Math.max(0, Date.UTC(year, month - 1, day, hour, minute, second) + seconds * 1000 - nowMs);
}

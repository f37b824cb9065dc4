import { randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/**
 * Who may talk to the web host: whoever opened the printed address first. Its token works once and is exchanged for a
 * cookie that scripts cannot read; both are 256 random bits.
 */
export class Session {
  readonly launchToken = randomBytes(32).toString('base64url');
  readonly #secret = randomBytes(32).toString('base64url');
  #isLaunched = false;

  /** @returns whether the token was right and unused; it is used up then. */
  redeem(token: string): boolean {
    if (this.#isLaunched || !isEqual(token, this.launchToken)) return false;
    this.#isLaunched = true;
    return true;
  }

  /** Cookies are shared by all ports of a host, so the name carries ours. */
  cookie(port: number): string {
    return `${cookieName(port)}=${this.#secret}; HttpOnly; SameSite=Strict; Path=/`;
  }

  isAuthenticated(request: IncomingMessage, port: number): boolean {
    const prefix = `${cookieName(port)}=`;
    const pair = (request.headers.cookie ?? '').split(/; */).find((candidate) => candidate.startsWith(prefix));
    return pair !== undefined && isEqual(pair.slice(prefix.length), this.#secret);
  }
}

function cookieName(port: number): string {
  return `counterweight-${port}`;
}

function isEqual(a: string, b: string): boolean {
  const left = Buffer.from(a);
  const right = Buffer.from(b);
  return left.length === right.length && timingSafeEqual(left, right);
}

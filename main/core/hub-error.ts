import { AppError } from '../contract/errors.ts';
import type { NetworkAnswer } from './ports/network.ts';

/** The app's code for an answer of the Hub that is not a success. `what` names the thing asked for. */
export function hubError(answer: NetworkAnswer, what: { readonly repo: string; readonly path?: string }): AppError {
  const { status, headers } = answer;
  const code = headers['x-error-code'];
  const message = headers['x-error-message'] ?? '';
  if (status === 429) {
    return new AppError('hub-rate-limited', { seconds: retryAfterSeconds(headers) ?? 60 }, { isRetryable: true });
  }
  if (code === 'GatedRepo') return new AppError('hub-gated', { repo: what.repo });
  if (code === 'RepoNotFound' && status === 404) return new AppError('hub-not-found', { what: what.repo });
  if (status === 403 && /disabled/i.test(message)) return new AppError('hub-disabled', { repo: what.repo });
  // Without a token the Hub answers 401 for a missing repository too: it does not say which exist.
  if (status === 401 || status === 403) return new AppError('hub-unauthorised', { repo: what.repo });
  if (status === 404 || status === 410) return new AppError('hub-not-found', { what: what.path ?? what.repo });
  if (status >= 500 || status === 408) return new AppError('hub-unavailable', { status }, { isRetryable: true });
  return new AppError('hub-malformed', { detail: `status ${status}` });
}

/** Longest wait that a server may ask for. */
const maxWaitSeconds = 600;

/**
 * Seconds to wait, from `Retry-After` (seconds or a date) or from `RateLimit: "name";r=0;t=55`
 * (draft-ietf-httpapi-ratelimit-headers: a new window opens in `t` seconds); null when neither says.
 */
export function retryAfterSeconds(headers: NetworkAnswer['headers'], nowMs = Date.now()): number | null {
  const rateLimit = /(?:^|;)\s*t=(\d+)/.exec(headers['ratelimit'] ?? '');
  if (rateLimit) return Math.min(maxWaitSeconds, Number(rateLimit[1]) + 1);
  const retryAfter = headers['retry-after'];
  if (retryAfter === undefined) return null;
  const seconds = /^\d+$/.test(retryAfter) ? Number(retryAfter) : (Date.parse(retryAfter) - nowMs) / 1000;
  return Number.isFinite(seconds) ? Math.min(maxWaitSeconds, Math.max(0, Math.ceil(seconds))) : null;
}

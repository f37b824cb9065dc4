/**
 * The one wire to the app's other half.
 *
 *   connecting ──▶ open ◀──▶ lost
 */
export type Connection = 'connecting' | 'open' | 'lost';

/** The state after the socket opened or closed; a first attempt that fails is not a loss. */
export function nextConnection(current: Connection, event: 'opened' | 'closed'): Connection {
  if (event === 'opened') return 'open';
  return current === 'connecting' ? 'connecting' : 'lost';
}

/** Milliseconds to wait before attempt number `attempt` (from 0): at once, then slower, 5 s at most. */
export function retryDelayMs(attempt: number): number {
  return attempt === 0 ? 0 : Math.min(250 * 2 ** attempt, 5_000);
}

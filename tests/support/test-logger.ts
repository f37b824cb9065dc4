import type { Logger } from '../../main/core/ports/host.ts';

/** A logger that turns every logged bug into a failure that can be asserted. */
export function createTestLogger(): Logger & { readonly errors: unknown[] } {
  const errors: unknown[] = [];
  return { errors, info: () => undefined, error: (_event, error) => void errors.push(error) };
}

import { initTRPC, type TRPCError } from '@trpc/server';
import { ZodError } from 'zod';
import { AppError, type AppErrorData } from '../contract/errors.ts';
import { describeFailure } from '../core/app-error.ts';
import type { Services } from '../core/app.ts';
import type { Logger } from '../core/ports/host.ts';
import type { Veil } from './veil.ts';

export type ApiContext = {
  readonly services: Services;
  readonly logger: Logger;
  /** Of the page that asks. */
  readonly veil: Veil;
};

const trpc = initTRPC.context<ApiContext>().create({
  // A stack trace tells an attacker and a person nothing they should act on.
  isDev: false,
  errorFormatter: ({ shape, error, ctx }) => ({
    ...shape,
    message: shape.code === -32600 ? 'bad request' : 'failed',
    data: { ...shape.data, appError: toAppErrorData(error, ctx) },
  }),
});

export const router = trpc.router;
export const procedure = trpc.procedure;

function toAppErrorData(error: TRPCError, context: ApiContext | undefined): AppErrorData {
  const { cause } = error;
  if (cause instanceof AppError) return cause.toData();
  if (error.code !== 'INTERNAL_SERVER_ERROR') {
    const detail = cause instanceof ZodError ? (cause.issues[0]?.message ?? 'invalid') : error.code;
    return { code: 'bad-request', params: { detail }, isRetryable: false };
  }
  return context
    ? describeFailure(cause ?? error, context.logger)
    : { code: 'internal', params: { reference: '' }, isRetryable: false };
}

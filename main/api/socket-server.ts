import type { EventEmitter } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { getWSConnectionHandler } from '@trpc/server/adapters/ws';
import type { WebSocket, WebSocketServer } from 'ws';
import { appRouter } from './router.ts';
import type { ApiContext } from './trpc.ts';
import { Veils } from './veil.ts';

/** The part of a `ws` socket that the wire needs; a MessagePort is dressed up as one. */
export interface SocketLike extends Pick<EventEmitter, 'on' | 'once'> {
  readonly readyState: number;
  send(data: string): void;
  close(): void;
}

/** Largest message a page may send, bytes: the longest chat message in the widest encoding, and room for its envelope. */
export const maxMessageBytes = 32 * 1024 * 1024;

/**
 * @returns a function that serves the router on one connection, until that connection closes. The same protocol runs
 *   over the desktop's MessagePort and the web host's WebSocket.
 */
export function createConnectionHandler(
  context: Omit<ApiContext, 'veil'>,
): (socket: SocketLike, request?: IncomingMessage) => void {
  const veils = new Veils();
  const handle = getWSConnectionHandler({
    // Only `applyWSSHandler` and broadcasts read `wss`; connections come in one by one here.
    wss: { clients: new Set() } as unknown as WebSocketServer,
    router: appRouter,
    createContext: ({ info }): ApiContext => ({ ...context, veil: veils.create(info.signal) }),
    maxBatchSize: 32,
    keepAlive: { enabled: true, pingMs: 30_000, pongWaitMs: 10_000 },
    // Expected failures were given their words by the error formatter, bugs their log entry.
    onError: () => undefined,
  });
  return (socket, request) => handle(socket as unknown as WebSocket, request ?? localRequest);
}

/** A port has no HTTP request; the handler reads only its address. */
const localRequest = { url: '/trpc', headers: { host: 'localhost' } } as IncomingMessage;

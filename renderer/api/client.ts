import { createTRPCClient, createWSClient, wsLink, type TRPCClient } from '@trpc/client';
import type { AppRouter } from '../../main/api/router.ts';
import { createStore, type Store } from '../state/store.ts';
import { nextConnection, retryDelayMs, type Connection } from './connection.ts';
import { createPortSocketClass } from './port-socket.ts';
import { createWindowPortSource } from './window-port-source.ts';

/** Every call to the app's other half, typed by its router. */
export type Client = TRPCClient<AppRouter>;

export type Wire = { readonly client: Client; readonly connection: Store<Connection> };

function socketAddress(location: Location): string {
  const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
  return `${scheme}//${location.host}/trpc`;
}

/**
 * Opens the wire: a MessagePort on the desktop, a WebSocket in a browser. It reconnects by itself; subscriptions then
 * begin again, each with a fresh snapshot.
 */
export function createWire(page: Window): Wire {
  const connection = createStore<Connection>('connecting');
  const bridge = page.counterweight;
  const client = createWSClient({
    url: bridge === undefined ? socketAddress(page.location) : 'port:',
    ...(bridge === undefined ? {} : { WebSocket: createPortSocketClass(createWindowPortSource(bridge, page)) }),
    retryDelayMs,
    keepAlive: { enabled: true, intervalMs: 10_000, pongTimeoutMs: 5_000 },
    onOpen: () => connection.set((current) => nextConnection(current, 'opened')),
    onClose: () => connection.set((current) => nextConnection(current, 'closed')),
  });
  return { client: createTRPCClient<AppRouter>({ links: [wsLink({ client })] }), connection };
}

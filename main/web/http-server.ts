import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { headersOf, securityHeaders } from '../api/security-headers.ts';
import { maxMessageBytes } from '../api/socket-server.ts';
import type { RendererFile } from './renderer-files.ts';
import { Session } from './session.ts';

export type WebServerOptions = {
  readonly port: number;
  readonly files: ReadonlyMap<string, RendererFile>;
  readonly onConnection: (socket: WebSocket, request: IncomingMessage) => void;
};

export type WebServer = {
  readonly address: string;
  /** Ends every connection; pages connect again by themselves. */
  readonly disconnect: () => void;
  readonly close: () => Promise<void>;
};

/**
 * Serves the page and its socket to one person's browser on this computer: loopback only, exact Host (421 otherwise),
 * one session (403), the socket only from our own origin (403).
 * @throws Error with code `EADDRINUSE` or `EACCES` when the port cannot be had.
 */
export async function startWebServer(options: WebServerOptions): Promise<WebServer> {
  const session = new Session();
  const sockets = new WebSocketServer({ noServer: true, maxPayload: maxMessageBytes });
  const server = createServer((request, response) => answer(request, response, session, options.files, port(server)));
  server.on('upgrade', (request, socket, head) => {
    const refusal = refuseUpgrade(request, session, port(server));
    if (refusal !== null) return refuse(socket, refusal);
    sockets.handleUpgrade(request, socket, head, (webSocket) => options.onConnection(webSocket, request));
  });
  await listen(server, options.port);
  const disconnect = (): void => {
    for (const client of sockets.clients) client.terminate();
  };
  return {
    address: `http://127.0.0.1:${port(server)}/auth?t=${session.launchToken}`,
    disconnect,
    close: async () => {
      disconnect();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function answer(
  request: IncomingMessage,
  response: ServerResponse,
  session: Session,
  files: ReadonlyMap<string, RendererFile>,
  ownPort: number,
): void {
  if (!isOwnHost(request, ownPort)) return reply(response, 421, 'This address is not served here.');
  if (request.method !== 'GET' && request.method !== 'HEAD') return reply(response, 405, 'Only GET is served here.');
  const { pathname, query } = addressOf(request);
  if (pathname === '/auth') {
    if (session.redeem(query.get('t') ?? '')) {
      response.setHeader('Set-Cookie', session.cookie(ownPort));
      return redirect(response);
    }
    // The person may open the printed address again in the browser that holds the session already.
    if (session.isAuthenticated(request, ownPort)) return redirect(response);
  }
  if (!session.isAuthenticated(request, ownPort)) return reply(response, 403, needsLaunchAddress);
  const file = files.get(pathname === '/' ? '/index.html' : pathname);
  if (!file) return reply(response, 404, 'There is nothing at this address.');
  response.writeHead(200, {
    ...headersOf(pathname),
    'Content-Type': file.contentType,
    'Content-Length': file.body.length,
  });
  response.end(request.method === 'HEAD' ? undefined : file.body);
}

const needsLaunchAddress =
  'Counterweight opens for one browser, with the address it prints when it starts; that address works once. ' +
  'If it was opened elsewhere, stop Counterweight and start it again.';

/** Cut at the question mark: `new URL` throws for some of what a request may ask for, such as `//`. */
function addressOf(request: IncomingMessage): { readonly pathname: string; readonly query: URLSearchParams } {
  const address = request.url ?? '/';
  const end = address.indexOf('?');
  if (end < 0) return { pathname: address, query: new URLSearchParams() };
  return { pathname: address.slice(0, end), query: new URLSearchParams(address.slice(end)) };
}

function redirect(response: ServerResponse): void {
  response.writeHead(303, { ...securityHeaders, Location: '/' });
  response.end();
}

function reply(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { ...securityHeaders, 'Content-Type': 'text/plain; charset=utf-8' });
  response.end(`${text}\n`);
}

function refuseUpgrade(request: IncomingMessage, session: Session, ownPort: number): number | null {
  if (!isOwnHost(request, ownPort)) return 421;
  if (request.headers.origin !== `http://${request.headers.host}`) return 403;
  if (!session.isAuthenticated(request, ownPort)) return 403;
  return addressOf(request).pathname === '/trpc' ? null : 404;
}

function refuse(socket: Duplex, status: number): void {
  socket.on('error', () => undefined);
  // Nothing more is read from it, so its other end need not agree.
  socket.once('finish', () => socket.destroy());
  socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
}

/** An exact match defeats DNS rebinding: a foreign name that resolves to this computer is not ours. */
function isOwnHost(request: IncomingMessage, ownPort: number): boolean {
  return request.headers.host === `127.0.0.1:${ownPort}` || request.headers.host === `localhost:${ownPort}`;
}

function port(server: Server): number {
  return (server.address() as AddressInfo).port;
}

async function listen(server: Server, wanted: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(wanted, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
}

import type { IncomingMessage } from 'node:http';
import type { App } from '../core/app.ts';
import type { Logger } from '../core/ports/host.ts';
import type { RunningApp } from '../core/running-app.ts';
import { createConnectionHandler, type SocketLike } from './socket-server.ts';

type Serve = (socket: SocketLike, request?: IncomingMessage) => void;

/** @returns a function that serves whichever app is open; while none is, a page is sent away and comes again. */
export function createAppConnections(running: RunningApp, logger: Logger): Serve {
  const handlers = new WeakMap<App, Serve>();
  return (socket, request) => {
    const app = running.opened;
    if (app === null) return socket.close();
    const serve = handlers.get(app) ?? createConnectionHandler({ services: app.services, logger });
    handlers.set(app, serve);
    serve(socket, request);
  };
}

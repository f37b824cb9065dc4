import { EventEmitter } from 'node:events';
import type { SocketLike } from './socket-server.ts';

/** What a `MessagePort` of Node and Electron's `MessagePortMain` have in common. */
export interface PortLike {
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: string): void;
  start(): void;
  close(): void;
}

const open = 1;
const closed = 3;

/** Dresses a port as the server's end of a WebSocket: text only, `Buffer` messages, one `close`. */
export class PortSocket extends EventEmitter implements SocketLike {
  readyState: number = open;
  readonly #port: PortLike;

  constructor(port: PortLike) {
    super();
    this.#port = port;
    port.on('message', (message) => {
      // Electron hands over `{ data, ports }`, Node the data itself.
      const data = typeof message === 'object' && message !== null && 'data' in message ? message.data : message;
      if (typeof data === 'string') this.emit('message', Buffer.from(data), false);
    });
    port.on('close', () => this.#end());
    port.start();
  }

  send(data: string): void {
    if (this.readyState === open) this.#port.postMessage(data);
  }

  /** Like `ws`: the keep-alive gives up on a silent page. */
  terminate(): void {
    this.close();
  }

  close(): void {
    if (this.readyState !== open) return;
    this.#port.close();
    this.#end();
  }

  #end(): void {
    if (this.readyState === closed) return;
    this.readyState = closed;
    this.emit('close');
  }
}

import { ipcMain, MessageChannelMain, type IpcMainEvent, type WebContents } from 'electron';
import { PortSocket } from '../api/port-socket.ts';
import type { Logger } from '../core/ports/host.ts';
import { isTrustedSender } from './trusted-sender.ts';

/** The only two messages between page and shell; everything else goes through the port. */
const connectChannel = 'counterweight:connect';
const portChannel = 'counterweight:port';

export type Serve = (socket: PortSocket) => void;

type HandOverPorts = {
  /** The window's page; null while there is no window. */
  readonly page: () => WebContents | null;
  /** Resolves when the services can answer; rejects when they could not start. */
  readonly serve: () => Promise<Serve>;
  readonly onConnect: () => void;
  readonly logger: Logger;
};

/** Gives the page its one port. Each connect replaces the port before it, as a reload does. */
export class PortHandOver {
  readonly #ports: HandOverPorts;
  #current: { close(): void } | undefined;
  #isClosed = false;

  constructor(ports: HandOverPorts) {
    this.#ports = ports;
  }

  get isConnected(): boolean {
    return this.#current instanceof PortSocket && this.#current.readyState === 1;
  }

  listen(): void {
    ipcMain.on(connectChannel, (event) => this.#handOver(event));
  }

  /** Ends the connection; the page asks for another one by itself. */
  disconnect(): void {
    this.#current?.close();
  }

  /** Refuses calls from here on. */
  close(): void {
    this.#isClosed = true;
    this.#current?.close();
  }

  #handOver(event: IpcMainEvent): void {
    if (this.#isClosed) return;
    if (!isTrustedSender(event, this.#ports.page())) {
      this.#ports.logger.info('connect-refused');
      return;
    }
    const { port1, port2 } = new MessageChannelMain();
    this.#current?.close();
    this.#current = port1;
    event.senderFrame?.postMessage(portChannel, null, [port2]);
    this.#ports.serve().then(
      (serve) => {
        // The port queues what arrives until it is started, and a newer port may have replaced it meanwhile.
        if (this.#current !== port1 || this.#isClosed) return;
        const socket = new PortSocket(port1);
        this.#current = socket;
        serve(socket);
        this.#ports.onConnect();
      },
      // A failed start is told by the entry; here it only means that nobody is served.
      () => port1.close(),
    );
  }
}

/** Where fresh ports come from. */
export interface PortSource {
  /** Asks for a port; it is delivered to one `onPort` listener, later. */
  request(): void;
  /** @returns a function that ends the waiting. */
  onPort(listener: (port: MessagePort) => void): () => void;
}

/** A port that has not come by then never will: the app's other half is closing or restarting. */
const openTimeoutMs = 5_000;

const connecting = 0;
const open = 1;
const closing = 2;
const closed = 3;

/**
 * Makes a class that looks like `WebSocket` and speaks over a MessagePort.
 *
 *   connecting ──port arrives──▶ open ──close(), or the other end is gone──▶ closed
 *        └── no port in time (error) ──────────────────────────────────────────▲
 *
 * `open` fires in a later task than the constructor, and the state constants are on the instance too: the client reads
 * them there, and would otherwise wait for ever.
 */
export function createPortSocketClass(source: PortSource, timeoutMs = openTimeoutMs): typeof WebSocket {
  class PortSocket extends EventTarget {
    static readonly CONNECTING = connecting;
    static readonly OPEN = open;
    static readonly CLOSING = closing;
    static readonly CLOSED = closed;
    readonly CONNECTING = connecting;
    readonly OPEN = open;
    readonly CLOSING = closing;
    readonly CLOSED = closed;

    readyState: number = connecting;
    binaryType: BinaryType = 'arraybuffer';
    readonly url: string;
    #port: MessagePort | null = null;
    readonly #stopWaiting: () => void;
    readonly #timer: ReturnType<typeof setTimeout>;

    constructor(url: string | URL) {
      super();
      this.url = String(url);
      this.#stopWaiting = source.onPort((port) => this.#take(port));
      this.#timer = setTimeout(() => this.#giveUp(), timeoutMs);
      source.request();
    }

    send(data: string): void {
      if (this.readyState === connecting) throw new DOMException('The port has not arrived yet', 'InvalidStateError');
      if (this.readyState === open) this.#port?.postMessage(data);
    }

    close(): void {
      this.#end();
    }

    #take(port: MessagePort): void {
      this.#stopWaiting();
      clearTimeout(this.#timer);
      this.#port = port;
      port.addEventListener('close', () => this.#end());
      setTimeout(() => this.#open(port));
    }

    #open(port: MessagePort): void {
      if (this.readyState !== connecting) return;
      this.readyState = open;
      this.dispatchEvent(new Event('open'));
      // Only now: some ports begin to deliver with the first listener, and nobody listened to the socket before.
      port.addEventListener('message', ({ data }: MessageEvent) => {
        if (this.readyState === open) this.dispatchEvent(new MessageEvent('message', { data: data as unknown }));
      });
      port.start();
    }

    #giveUp(): void {
      this.dispatchEvent(new Event('error'));
      this.#end();
    }

    #end(): void {
      if (this.readyState === closed) return;
      this.readyState = closed;
      this.#stopWaiting();
      clearTimeout(this.#timer);
      this.#port?.close();
      setTimeout(() => this.dispatchEvent(new Event('close')));
    }
  }
  return PortSocket as unknown as typeof WebSocket;
}

import { EventEmitter } from 'node:events';
import type { MessageEvent } from 'electron';

/** What a port's messages go to once its twin was handed to a page. */
export type PageEnd = { post(data: unknown): void; close(): void };

/** One end of a channel: queues until started, tells its twin's closing once. */
export class MessagePortMain extends EventEmitter {
  #twin: MessagePortMain | undefined;
  #page: PageEnd | undefined;
  #queue: unknown[] = [];
  #isStarted = false;
  #isClosed = false;

  static pair(): [MessagePortMain, MessagePortMain] {
    const [first, second] = [new MessagePortMain(), new MessagePortMain()];
    first.#twin = second;
    second.#twin = first;
    return [first, second];
  }

  postMessage(data: unknown): void {
    if (!this.#isClosed) this.#twin?.arrive(data);
  }

  start(): void {
    this.#isStarted = true;
    this.#flush();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#twin?.twinClosed();
  }

  /** Moves this end to a page: what arrives here goes there. @returns how the page's messages come back. */
  moveToPage(page: PageEnd): { arrive(data: unknown): void; closed(): void } {
    this.#page = page;
    this.#flush();
    if (this.#isClosed) page.close();
    return {
      arrive: (data) => this.postMessage(data),
      closed: () => this.close(),
    };
  }

  arrive(data: unknown): void {
    // A structured clone, as between processes: what cannot be cloned throws here too.
    this.#queue.push(structuredClone(data));
    this.#flush();
  }

  #flush(): void {
    if (!this.#page && !this.#isStarted) return;
    for (const data of this.#queue.splice(0)) {
      if (this.#page) this.#page.post(data);
      else setImmediate(() => this.emit('message', { data, ports: [] } satisfies MessageEvent));
    }
  }

  twinClosed(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#page?.close();
    setImmediate(() => this.emit('close'));
  }
}

export class MessageChannelMain {
  readonly port1: MessagePortMain;
  readonly port2: MessagePortMain;

  constructor() {
    [this.port1, this.port2] = MessagePortMain.pair();
  }
}

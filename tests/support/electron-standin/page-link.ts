import { readFileSync } from 'node:fs';
import type { CDPSession, Page } from '@playwright/test';
import { fromChromium } from './address-map.ts';
import type { MessagePortMain } from './message-port.ts';
import { bindingName, mainWorldSource, preloadSource, preloadWorld, receiverName } from './page-world.ts';

/** A document's preload world: gone, with its ports, as soon as the document is. */
export type World = {
  readonly contextId: number;
  readonly origin: string;
  readonly isMainFrame: boolean;
  readonly ports: Map<number, ReturnType<MessagePortMain['moveToPage']>>;
};

type FromPage =
  | { readonly type: 'ipc'; readonly channel: string; readonly args: readonly unknown[] }
  | { readonly type: 'port'; readonly id: number; readonly data: unknown }
  | { readonly type: 'port-closed'; readonly id: number };

type ToPage =
  | {
      readonly type: 'ipc';
      readonly channel: string;
      readonly args: readonly unknown[];
      readonly portIds: readonly number[];
    }
  | { readonly type: 'port'; readonly id: number; readonly data: unknown }
  | { readonly type: 'port-closed'; readonly id: number };

export type IpcListener = (world: World, channel: string, args: readonly unknown[]) => void;

/** Runs the real preload bundle in an isolated world of a page, and carries its messages and ports over DevTools. */
export class PageLink {
  readonly #devTools: CDPSession;
  readonly #onIpc: IpcListener;
  readonly #worlds = new Map<number, World>();
  readonly #outbox = new Map<World, ToPage[]>();
  #nextPort = 1;

  private constructor(devTools: CDPSession, onIpc: IpcListener) {
    this.#devTools = devTools;
    this.#onIpc = onIpc;
  }

  static async attach(page: Page, preloadPath: string | undefined, onIpc: IpcListener): Promise<PageLink> {
    const devTools = await page.context().newCDPSession(page);
    const link = new PageLink(devTools, onIpc);
    await link.#watch();
    await devTools.send('Page.addScriptToEvaluateOnNewDocument', { source: mainWorldSource });
    if (preloadPath !== undefined) {
      const source = preloadSource(readFileSync(preloadPath, 'utf8'), process.platform);
      await devTools.send('Page.addScriptToEvaluateOnNewDocument', { source, worldName: preloadWorld });
    }
    return link;
  }

  /** The world of the page's main frame; null between two documents. */
  get mainWorld(): World | null {
    return [...this.#worlds.values()].findLast((world) => world.isMainFrame) ?? null;
  }

  send(world: World, channel: string, args: readonly unknown[], ports: readonly MessagePortMain[]): void {
    const portIds = ports.map((port) => this.#movePort(world, port));
    this.#post(world, { type: 'ipc', channel, args, portIds });
  }

  /** The page is gone: so is every document. */
  close(): void {
    for (const id of this.#worlds.keys()) this.#forget(id);
  }

  async #watch(): Promise<void> {
    const devTools = this.#devTools;
    const { targetInfo } = await devTools.send('Target.getTargetInfo');
    devTools.on('Runtime.executionContextCreated', ({ context }) => {
      if (context.name !== preloadWorld) return;
      const data: unknown = context.auxData;
      const frameId = typeof data === 'object' && data !== null && 'frameId' in data ? data.frameId : undefined;
      // A page's main frame carries the id of its target.
      const isMainFrame = frameId === targetInfo.targetId;
      this.#worlds.set(context.id, {
        contextId: context.id,
        origin: fromChromium(context.origin),
        isMainFrame,
        ports: new Map(),
      });
    });
    devTools.on('Runtime.executionContextDestroyed', ({ executionContextId }) => this.#forget(executionContextId));
    devTools.on('Runtime.executionContextsCleared', () => this.close());
    devTools.on('Runtime.bindingCalled', ({ name, payload, executionContextId }) => {
      const world = this.#worlds.get(executionContextId);
      if (name === bindingName && world) this.#receive(world, JSON.parse(payload) as FromPage);
    });
    await devTools.send('Page.enable');
    await devTools.send('Runtime.enable');
    await devTools.send('Runtime.addBinding', { name: bindingName, executionContextName: preloadWorld });
  }

  #receive(world: World, message: FromPage): void {
    if (message.type === 'ipc') this.#onIpc(world, message.channel, message.args);
    else if (message.type === 'port') world.ports.get(message.id)?.arrive(message.data);
    else world.ports.get(message.id)?.closed();
  }

  #movePort(world: World, port: MessagePortMain): number {
    const id = this.#nextPort++;
    const link = port.moveToPage({
      post: (data) => this.#post(world, { type: 'port', id, data }),
      close: () => this.#post(world, { type: 'port-closed', id }),
    });
    world.ports.set(id, link);
    return id;
  }

  /** Messages of one turn of the loop travel together, in order. */
  #post(world: World, message: ToPage): void {
    const waiting = this.#outbox.get(world);
    if (waiting) {
      waiting.push(message);
      return;
    }
    this.#outbox.set(world, [message]);
    setImmediate(() => this.#flush(world));
  }

  #flush(world: World): void {
    const messages = JSON.stringify(this.#outbox.get(world) ?? []);
    this.#outbox.delete(world);
    if (!this.#worlds.has(world.contextId)) return;
    const expression = `globalThis.${receiverName}(JSON.parse(${JSON.stringify(messages)}))`;
    // A document that goes away in this moment cannot be told any more.
    this.#devTools.send('Runtime.evaluate', { expression, contextId: world.contextId }).catch(() => undefined);
  }

  #forget(contextId: number): void {
    const world = this.#worlds.get(contextId);
    this.#worlds.delete(contextId);
    for (const port of world?.ports.values() ?? []) port.closed();
  }
}

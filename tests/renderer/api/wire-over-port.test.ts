import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import { initTRPC } from '@trpc/server';
import { getWSConnectionHandler } from '@trpc/server/adapters/ws';
import { afterEach, describe, expect, it } from 'vitest';
import { PortSocket } from '../../../main/api/port-socket.ts';
import { retryDelayMs } from '../../../renderer/api/connection.ts';
import { createPortSocketClass } from '../../../renderer/api/port-socket.ts';
import { createStream } from '../../../renderer/state/stream.ts';

const trpc = initTRPC.create();
let generation = 0;
const router = trpc.router({
  watch: trpc.procedure.subscription(async function* ({ signal }) {
    yield `snapshot ${generation}`;
    await new Promise((resolve) => signal?.addEventListener('abort', resolve));
  }),
});

const cleanUps: (() => void)[] = [];
afterEach(() => {
  for (const cleanUp of cleanUps.splice(0)) cleanUp();
});

/** The page's end and main's end of the desktop wire, both real, over Node's MessagePorts. */
function createDesktopWire() {
  const handle = getWSConnectionHandler({ wss: { clients: new Set() } as never, router, createContext: () => ({}) });
  const mainPorts: NodePort[] = [];
  let listener: ((port: MessagePort) => void) | null = null;
  const source = {
    request() {
      const { port1, port2 } = new MessageChannel();
      generation += 1;
      mainPorts.push(port2);
      handle(new PortSocket(port2) as never, { url: '/trpc', headers: {} } as never);
      setTimeout(() => listener?.(port1 as unknown as MessagePort));
    },
    onPort(next: (port: MessagePort) => void) {
      listener = next;
      return () => undefined;
    },
  };
  const socketClient = createWSClient({ url: 'port:', WebSocket: createPortSocketClass(source), retryDelayMs });
  cleanUps.push(
    () => void socketClient.close(),
    () => mainPorts.forEach((port) => port.close()),
  );
  return { client: createTRPCClient<typeof router>({ links: [wsLink({ client: socketClient })] }), mainPorts };
}

describe('the desktop wire', () => {
  // Would catch: a screen that stays as it was after main's end was replaced, because nobody subscribed again.
  it('takes up subscriptions from a fresh snapshot when the port was lost', async () => {
    generation = 0;
    const { client, mainPorts } = createDesktopWire();
    const stream = createStream<string, string>({
      subscribe: (observer) => client.watch.subscribe(undefined, observer),
      reduce: (_before, event) => event,
    });
    cleanUps.push(() => stream.stop());
    await expect.poll(() => stream.store.get()).toEqual({ status: 'live', value: 'snapshot 1' });
    mainPorts[0]?.close();
    await expect.poll(() => stream.store.get()).toEqual({ status: 'live', value: 'snapshot 2' });
  });
});

import { MessageChannel, type MessagePort as NodePort } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { createPortSocketClass } from '../../../renderer/api/port-socket.ts';

const opened: NodePort[] = [];
afterEach(() => {
  for (const port of opened.splice(0)) port.close();
});

/** A source whose ports come when the test hands them over; the far ends are kept. */
function createSource() {
  const waiting: ((port: MessagePort) => void)[] = [];
  const requests: number[] = [];
  return {
    requests,
    source: {
      request: () => void requests.push(waiting.length),
      onPort(listener: (port: MessagePort) => void) {
        waiting.push(listener);
        return () => void waiting.splice(waiting.indexOf(listener), 1);
      },
    },
    waitingCount: () => waiting.length,
    deliver(): NodePort {
      const { port1, port2 } = new MessageChannel();
      opened.push(port1, port2);
      waiting[0]?.(port1 as unknown as MessagePort);
      return port2;
    },
  };
}

const once = (target: EventTarget, type: string): Promise<Event> =>
  new Promise((resolve) => target.addEventListener(type, resolve, { once: true }));

describe('a port dressed as a WebSocket', () => {
  // Would catch: calls that wait for ever, because the client reads OPEN on the instance and listens after constructing.
  it('opens in a later task and has its constants on the instance and on the class', async () => {
    const { source, deliver } = createSource();
    const PortSocket = createPortSocketClass(source);
    const socket = new PortSocket('port:');
    deliver();
    const isOpenAtOnce = socket.readyState === socket.OPEN;
    await once(socket, 'open');
    expect({ isOpenAtOnce, isOpen: socket.readyState === PortSocket.OPEN, onInstance: socket.OPEN }).toEqual({
      isOpenAtOnce: false,
      isOpen: true,
      onInstance: 1,
    });
  });

  // Would catch: messages that came with the port being lost before the client listens.
  it('carries text both ways, in order, from the first message on', async () => {
    const { source, deliver } = createSource();
    const socket = new (createPortSocketClass(source))('port:');
    const far = deliver();
    far.postMessage('early');
    const received: unknown[] = [];
    socket.addEventListener('message', ({ data }) => received.push(data));
    await once(socket, 'open');
    far.on('message', (text: string) => far.postMessage(`${text} back`));
    socket.send('one');
    socket.send('two');
    await expect.poll(() => received).toEqual(['early', 'one back', 'two back']);
  });

  // Would catch: a reconnect that never comes, because the far end's going away is not a close.
  it('closes once when the other end is gone', async () => {
    const { source, deliver } = createSource();
    const socket = new (createPortSocketClass(source))('port:');
    const far = deliver();
    await once(socket, 'open');
    let closes = 0;
    socket.addEventListener('close', () => (closes += 1));
    far.close();
    await expect.poll(() => closes).toBe(1);
    socket.close();
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect({ closes, state: socket.readyState }).toEqual({ closes: 1, state: socket.CLOSED });
  });

  it('gives up with error and close when no port comes, and no longer waits for one', async () => {
    const { source, waitingCount } = createSource();
    const socket = new (createPortSocketClass(source, 10))('port:');
    const events: string[] = [];
    for (const type of ['open', 'error', 'close']) socket.addEventListener(type, () => events.push(type));
    await once(socket, 'close');
    expect({ events, waiting: waitingCount() }).toEqual({ events: ['error', 'close'], waiting: 0 });
  });
});

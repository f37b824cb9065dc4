import { portOfMessage, type Bridge } from './bridge.ts';
import type { PortSource } from './port-socket.ts';

/** Ports as the preload script hands them over: asked for through the bridge, received as window messages. */
export function createWindowPortSource(bridge: Bridge, page: Window): PortSource {
  const waiting: ((port: MessagePort) => void)[] = [];
  page.addEventListener('message', (event) => {
    const port = portOfMessage(event, page);
    if (port === null) return;
    const listener = waiting.shift();
    // Who asked for it has given up meanwhile.
    if (listener === undefined) port.close();
    else listener(port);
  });
  return {
    request: () => bridge.connect(),
    onPort(listener) {
      waiting.push(listener);
      return () => {
        const index = waiting.indexOf(listener);
        if (index >= 0) waiting.splice(index, 1);
      };
    },
  };
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import WebSocket from 'ws';
import type { AppRouter } from '../../../main/api/router.ts';

export type AppClient = ReturnType<typeof createTRPCClient<AppRouter>>;
export type RunningApp = {
  readonly client: AppClient;
  readonly pid: number;
  /** For a browser that shows the same app: its address, and the session that was opened with it. */
  readonly origin: string;
  readonly cookie: { readonly name: string; readonly value: string };
  end(): Promise<void>;
};

/** Starts the built web host and connects to it as its page does. */
export async function startBuiltApp(entry: string, dataFolder: string): Promise<RunningApp> {
  const child = spawn(process.execPath, [entry, '--no-open', '--data-dir', dataFolder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const address = await readAddress(child);
  const cookie = await signIn(address);
  const socket = createWSClient({ url: `ws://${address.host}/trpc`, WebSocket: signedInSocket(address, cookie) });
  const [name = '', value = ''] = cookie.split('=');
  return {
    client: createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] }),
    pid: child.pid ?? 0,
    origin: address.origin,
    cookie: { name, value },
    async end() {
      await socket.close();
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
    },
  };
}

async function readAddress(child: ChildProcess): Promise<URL> {
  if (!child.stdout) throw new Error('the app has no output');
  for await (const line of createInterface(child.stdout)) {
    const address = /^Counterweight is ready at (http:\S+)$/.exec(line)?.[1];
    if (address) return new URL(address);
  }
  throw new Error('the app ended before it was ready');
}

async function signIn(address: URL): Promise<string> {
  const response = await fetch(address, { redirect: 'manual' });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

/** Node's WebSocket cannot send a cookie, which the app asks for. */
function signedInSocket(address: URL, cookie: string): typeof globalThis.WebSocket {
  class SignedInSocket extends WebSocket {
    constructor(target: string | URL) {
      super(target, { headers: { cookie, origin: address.origin } });
    }
  }
  return SignedInSocket as unknown as typeof globalThis.WebSocket;
}

import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createTRPCClient, createWSClient, wsLink } from '@trpc/client';
import WebSocket from 'ws';
import type { AppRouter } from '../../main/api/router.ts';

const entry = fileURLToPath(new URL('../../main/web/entry.ts', import.meta.url));

export type StartOptions = {
  readonly dataFolder: string;
  readonly uid?: number;
  /** Runs the app through another program, such as `unshare`. */
  readonly wrapper?: readonly string[];
};

export type AppProcess = Awaited<ReturnType<typeof startApp>>;

/** Starts the web host from its sources in a process of its own. @throws Error with what it said when it does not start. */
export async function startApp(options: StartOptions) {
  const child = spawnApp(options);
  const address = await readAddress(child);
  return {
    child,
    address,
    /** With the cookie of an earlier connection, another page of the same browser. */
    connect: (cookie?: string) => connect(address, cookie),
    /** The whole app dies at once, as by power loss to it alone. */
    kill: async () => {
      const exited = once(child, 'exit');
      child.kill('SIGKILL');
      await exited;
    },
    /** @returns the exit code after a polite request. */
    end: async (): Promise<number | null> => {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exited = once(child, 'exit') as Promise<[number | null]>;
      child.kill('SIGTERM');
      return (await exited)[0];
    },
  };
}

/** What a start that must fail said on its error channel, and how it ended. */
export async function startToFail(options: StartOptions): Promise<{ code: number | null; message: string }> {
  const child = spawnApp(options);
  let message = '';
  child.stderr?.on('data', (chunk) => (message += String(chunk)));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, message };
}

function spawnApp({ dataFolder, uid, wrapper = [] }: StartOptions): ChildProcess {
  const node = [process.execPath, '--experimental-strip-types', '--disable-warning=ExperimentalWarning', entry];
  const [command = process.execPath, ...args] = [...wrapper, ...node, '--no-open', '--data-dir', dataFolder];
  return spawn(command, args, {
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(uid === undefined ? {} : { uid, gid: uid }),
  });
}

async function readAddress(child: ChildProcess): Promise<string> {
  let said = '';
  child.stderr?.on('data', (chunk) => (said += String(chunk)));
  if (!child.stdout) throw new Error('no standard output');
  for await (const line of createInterface(child.stdout)) {
    const match = /^Counterweight is ready at (http:\S+)$/.exec(line);
    if (match?.[1]) return match[1];
  }
  throw new Error(`the app ended without an address: ${said}`);
}

/** Opens the printed address as a browser would and speaks the page's own protocol. */
async function connect(address: string, known?: string) {
  const url = new URL(address);
  const cookie = known ?? (await redeem(address));
  class PageSocket extends WebSocket {
    constructor(target: string | URL) {
      super(target, { headers: { cookie, origin: url.origin } });
      // Being cut off is part of these tests; the client reports it as a closed connection.
      this.on('error', () => undefined);
    }
  }
  const socket = createWSClient({
    url: `ws://${url.host}/trpc`,
    WebSocket: PageSocket as unknown as typeof globalThis.WebSocket,
    retryDelayMs: () => 60_000,
  });
  const client = createTRPCClient<AppRouter>({ links: [wsLink({ client: socket })] });
  return { client, cookie, origin: url.origin, close: () => socket.close() };
}

async function redeem(address: string): Promise<string> {
  const response = await fetch(address, { redirect: 'manual' });
  return (response.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
}

export type Client = Awaited<ReturnType<typeof connect>>['client'];

import { join } from 'node:path';
import { distMain, HostProcess } from './host-process.ts';
import type { Launched, LaunchOptions } from './launched.ts';

/** The web host, and its address opened in Chromium as the browser of a person would. */
export async function launchWeb({ dataDir, args = [], env = {}, browser }: LaunchOptions): Promise<Launched> {
  const flags = ['--port', '0', '--no-open', '--data-dir', dataDir, ...args];
  const host = new HostProcess(process.execPath, [join(distMain, 'web.mjs'), ...flags], {
    env: { ...process.env, ...env },
  });
  const [, address = ''] = await host.says(/^Counterweight is ready at (\S+)$/m);
  const context = await (await browser()).newContext();
  const page = await context.newPage();
  await page.goto(address);
  const end = async (how: () => Promise<unknown>): Promise<void> => {
    await context.close();
    await how();
  };
  return {
    page,
    origin: new URL(address).origin,
    main: null,
    pid: host.child.pid ?? 0,
    output: () => host.output,
    close: () =>
      end(() => {
        host.child.kill('SIGTERM');
        return host.ended();
      }),
    // The page outlives its server, as a tab does.
    kill: async () => {
      await host.kill();
      await context.close();
    },
    ended: () => host.ended(),
  };
}

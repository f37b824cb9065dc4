import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { runBench, type Sample } from '../harness.ts';
import { runClient } from './run-client.ts';

const fileBytes = 512 * 1024 * 1024;
const capBytesPerSecond = 20e6;
/** curl's speed under a cap is the cap: it need not fetch all of it to show that. */
const cappedCurlBytes = 64 * 1024 * 1024;

/** Run from source, as this script itself is. */
const nodeFlags = ['--experimental-strip-types', '--disable-warning=ExperimentalWarning'];

await runBench('download', async (bench) => {
  installAria2();
  const rounds = `${bench.rounds} rounds`;
  bench.note(
    `512 MB over loopback to ${tmpdir()}, ${rounds}; ours is verified and synced to the disk, the others only as named.`,
  );

  const fast = await serve(0);
  const free = await bench.alternate({
    curl: () => fetchOther(fast, (url, path) => ['curl', '-sSL', '-o', path, url]),
    'aria2 ×4': () => fetchOther(fast, (url, path) => aria2(url, path)),
    'aria2 ×4 + checksum': () => fetchOther(fast, (url, path) => aria2(url, path, fast.sha256)),
    // Distributions build aria2 with a slow checksum: this is what it could be.
    'aria2 ×4, then openssl': () =>
      fetchOther(fast, (url, path) => ['bash', '-c', '"$@" && openssl dgst -sha256 "$0"', path, ...aria2(url, path)]),
    ours: () => fetchOurs(fast),
  });
  fast.stop();
  const median = (sample: Readonly<Record<string, { median: number }>>, key: string): number =>
    sample[key]?.median ?? NaN;
  const ratioTo = (name: 'aria2 ×4 + checksum' | 'aria2 ×4, then openssl'): number =>
    median(free.ours, 'mbPerSecond') / median(free[name], 'mbPerSecond');
  for (const [name, figures] of Object.entries(free)) {
    if (figures['mbPerSecond']) bench.figure(`${name}: speed`, figures['mbPerSecond'], 'MB/s');
    if (figures['cpuSeconds']) bench.figure(`${name}: processor`, figures['cpuSeconds'], 's');
    // Of two programs in a row only the shell between them was seen.
    if (figures['peakMb'] && !name.includes('openssl')) bench.figure(`${name}: peak memory`, figures['peakMb'], 'MB');
  }

  const slow = await serve(capBytesPerSecond);
  const capped = await bench.alternate({
    curl: () =>
      fetchOther(
        slow,
        (url, path) => ['curl', '-sSL', '-r', `0-${cappedCurlBytes - 1}`, '-o', path, url],
        cappedCurlBytes,
      ),
    ours: () => fetchOurs(slow),
  });
  slow.stop();
  const oursCapped = median(capped.ours, 'mbPerSecond');
  bench.figure('capped at 20 MB/s: curl', median(capped.curl, 'mbPerSecond'), 'MB/s');
  bench.figure('capped at 20 MB/s: ours', oursCapped, 'MB/s');
  bench.figure('speed / aria2 ×4, then openssl', ratioTo('aria2 ×4, then openssl'), '×');
  bench.target('speed / aria2 ×4 with checksum', ratioTo('aria2 ×4 + checksum'), { atLeast: 0.9 });
  bench.target('capped: speed / curl', oursCapped / median(capped.curl, 'mbPerSecond'), { atLeast: 6 });
  bench.target('growth of memory, MB', free.ours['growthMb']?.most ?? NaN, { atMost: 64 });
  bench.target('last byte to verified, ms', free.ours['tailMs']?.most ?? NaN, { atMost: 1000 });
});

type Server = { readonly url: string; readonly sha256: string; readonly stop: () => void };

async function serve(cap: number): Promise<Server> {
  const child = spawn(process.execPath, [...nodeFlags, script('serve.ts'), String(fileBytes), String(cap)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface(child.stdout)) {
    return { ...(JSON.parse(line) as { url: string; sha256: string }), stop: () => void child.kill() };
  }
  throw new Error('the server did not start');
}

async function fetchOther(
  server: Server,
  command: (url: string, path: string) => string[],
  bytes = fileBytes,
): Promise<Sample> {
  return inFolder(async (folder) => {
    const url = `${server.url}/bench/model/resolve/main/model.gguf`;
    const { seconds, cpuSeconds, peakMb } = await runClient(command(url, join(folder, 'model.gguf')));
    return { mbPerSecond: bytes / 1e6 / seconds, cpuSeconds, peakMb };
  });
}

async function fetchOurs(server: Server): Promise<Sample> {
  return inFolder(async (folder) => {
    const args = [...nodeFlags, script('fetch.ts'), server.url, folder];
    return JSON.parse(execFileSync(process.execPath, args, { encoding: 'utf8' })) as Sample;
  });
}

/** Each client begins with a quiet disk. */
async function inFolder<Result>(action: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync(join(tmpdir(), 'counterweight-bench-'));
  execFileSync('sync');
  try {
    return await action(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function aria2(url: string, path: string, sha256?: string): string[] {
  const quiet = ['--no-conf', '--console-log-level=error', '--summary-interval=0', '--download-result=hide'];
  const where = ['--dir=/', `--out=${path.slice(1)}`, '--file-allocation=none', '--allow-overwrite=true'];
  return ['aria2c', '-x4', '-s4', ...quiet, ...where, ...(sha256 ? [`--checksum=sha-256=${sha256}`] : []), url];
}

function installAria2(): void {
  try {
    execFileSync('aria2c', ['--version'], { stdio: 'ignore' });
  } catch {
    process.stderr.write('installing aria2\n');
    execFileSync('apt-get', ['install', '-y', 'aria2'], { stdio: 'ignore' });
  }
}

function script(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';

export type ClientRun = { readonly seconds: number; readonly cpuSeconds: number; readonly peakMb: number };

/** Runs another program and measures it from outside: the shell's `time` for the processor, /proc for the memory. */
export async function runClient(command: readonly string[]): Promise<ClientRun> {
  const script = 'TIMEFORMAT="%R %U %S"; time "$@"';
  const child = spawn('bash', ['-c', script, 'bash', ...command], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  let peakMb = 0;
  const timer = setInterval(() => (peakMb = Math.max(peakMb, childPeakMb(child.pid ?? 0))), 10);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(timer);
  if (code !== 0) throw new Error(`${command[0]} ended with ${code}: ${said}`);
  const [seconds = NaN, user = NaN, system = NaN] = (said.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  return { seconds, cpuSeconds: user + system, peakMb };
}

/** Highest resident size of the shell's child so far. */
function childPeakMb(shell: number): number {
  try {
    const [child] = readFileSync(`/proc/${shell}/task/${shell}/children`, 'utf8').trim().split(' ');
    const match = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${child}/status`, 'utf8'));
    return (Number(match?.[1] ?? 0) * 1024) / 1e6;
  } catch {
    return 0;
  }
}

import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

/** Process ids of the runners that the given process started. */
export function runnerProcesses(parentPid: number): number[] {
  if (process.platform === 'win32') return windowsChildren(parentPid);
  return execFileSync('ps', ['-A', '-o', 'pid=,ppid=,args='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line))
    .filter((match) => match !== null && Number(match[2]) === parentPid && /runner[/.]/.test(match[3] ?? ''))
    .map((match) => Number(match?.[1]));
}

function windowsChildren(parentPid: number): number[] {
  const query = `Get-CimInstance Win32_Process -Filter "ParentProcessId=${parentPid}" | ForEach-Object ProcessId`;
  return execFileSync('powershell', ['-NoProfile', '-Command', query], { encoding: 'utf8' })
    .split(/\s+/)
    .filter(Boolean)
    .map(Number);
}

export function isProcessGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

/** @throws Error when the condition is not met in time. */
export async function waitUntil(isMet: () => boolean, timeoutMs = 30_000): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!isMet()) {
    if (performance.now() > deadline) throw new Error(`not met within ${timeoutMs} ms: ${isMet.toString()}`);
    await sleep(25);
  }
}

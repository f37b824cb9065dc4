import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * One process per folder, across processes and without waiting, as Electron's lock: a file with the owner's process id,
 * and a letter box for the command lines of those who came second.
 * @returns true for the owner.
 */
export function lockInstance(folder: string, argv: readonly string[], onSecond: (argv: string[]) => void): boolean {
  const lock = join(folder, 'standin-instance.lock');
  const letters = join(folder, 'standin-instance');
  const owner = existsSync(lock) ? Number(readFileSync(lock, 'utf8')) : 0;
  if (owner !== 0 && owner !== process.pid && isAlive(owner)) {
    const letter = join(letters, String(process.pid));
    writeFileSync(`${letter}.part`, JSON.stringify(argv));
    renameSync(`${letter}.part`, `${letter}.json`);
    return false;
  }
  writeFileSync(lock, String(process.pid));
  rmSync(letters, { recursive: true, force: true });
  mkdirSync(letters);
  watch(letters, { persistent: false }, () => {
    for (const name of readdirSync(letters).filter((file) => file.endsWith('.json'))) {
      const letter = join(letters, name);
      const received = JSON.parse(readFileSync(letter, 'utf8')) as string[];
      rmSync(letter);
      onSecond(received);
    }
  });
  return true;
}

function isAlive(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch {
    return false;
  }
}

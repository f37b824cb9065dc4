import { open, rename } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { systemCode } from './disk-errors.ts';

const attempts = 12;

/**
 * Renames and makes the new name durable. On Windows a virus scanner may hold a fresh file for some seconds, which is
 * waited for: 0.1 s doubling to 2 s, about 15 s in all.
 */
export async function durableRename(from: string, to: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await rename(from, to);
      break;
    } catch (error) {
      const isHeld = process.platform === 'win32' && ['EPERM', 'EBUSY', 'EACCES'].includes(systemCode(error));
      if (!isHeld || attempt >= attempts) throw error;
      await sleep(Math.min(2_000, 50 * 2 ** attempt));
    }
  }
  await syncFolder(dirname(to));
}

/** A name is durable once its folder is. Windows has no such call and needs none. */
export async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } catch (error) {
    // Some network file systems refuse to sync a folder.
    if (!['EINVAL', 'ENOTSUP', 'EPERM'].includes(systemCode(error))) throw error;
  } finally {
    await handle.close();
  }
}

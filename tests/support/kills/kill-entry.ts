import { writeSync } from 'node:fs';
import { seededRandom } from '../gguf/seeded-random.ts';
import type { Change, Line } from './change.ts';
import { killWorks, type Teller } from './kill-works.ts';
import type { KillTask } from './kill-process.ts';

/* A process that works on a database until it is killed, and says what it has done: before and after each change. */
const task = JSON.parse(process.argv[2] ?? '') as KillTask;

const say = (line: Line): void => void writeSync(1, `${JSON.stringify(line)}\n`);

const tell: Teller = {
  ready: () => say({ line: 'ready' }),
  shown: (id, length) => say({ line: 'shown', id, length, atMs: Math.round(performance.now()) }),
  change<T>(change: Change, act: () => T): T {
    say({ line: 'begin', change });
    const result = act();
    say({ line: 'done', backupId: null });
    return result;
  },
  async backup(act) {
    say({ line: 'begin', change: { type: 'backup' } });
    const id = await act();
    say({ line: 'done', backupId: id });
    return id;
  },
  async slowly(change, act) {
    say({ line: 'begin', change });
    await act();
    say({ line: 'done', backupId: null });
  },
};

await killWorks[task.work]({ dataFolder: task.dataFolder, seed: task.seed, random: seededRandom(task.seed), tell });

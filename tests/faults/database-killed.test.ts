import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import Sqlite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { seededRandom } from '../support/gguf/seeded-random.ts';
import { runAndKill } from '../support/kills/kill-process.ts';
import type { WorkName } from '../support/kills/kill-works.ts';
import { KnownState } from '../support/kills/known-state.ts';
import { copyOldDatabase, writeOldDatabase } from '../support/kills/old-database.ts';
import { readAfterKill } from '../support/kills/read-database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

/** `npm run test:faults` asks for a hundred. */
const kills = Number(process.env['COUNTERWEIGHT_DATABASE_KILLS'] ?? 5);
const seed = Number(process.env['COUNTERWEIGHT_SEED'] ?? Date.now() % 1_000_000);
const oldMessages = kills > 20 ? 20_000 : 2_000;
const works: readonly WorkName[] = [
  'streaming',
  'restoring',
  'migration',
  'editing',
  'removing',
  'importing',
  'drafts',
  'backups',
];

/** A reply must have grown old enough to be on disk; a migration is over soon. */
const latestKillMs: Partial<Record<WorkName, number>> = { streaming: 3_000, migration: kills > 20 ? 600 : 150 };

type Figures = { kills: number; acknowledged: number; slowestOpenMs: number };

/** One kind of work with its folder: what was found after a kill is what the next round begins with. */
function openLane(work: WorkName, oldFolder: string) {
  const figures: Figures = { kills: 0, acknowledged: 0, slowestOpenMs: 0 };
  let dataFolder = temporaryFolder();
  let known = new KnownState();
  const round = async (roundSeed: number): Promise<readonly string[]> => {
    const random = seededRandom(roundSeed);
    if (work === 'migration') {
      dataFolder = temporaryFolder();
      copyOldDatabase(oldFolder, dataFolder);
      known = knownOld();
    }
    const afterMs = random.below(latestKillMs[work] ?? 1_300);
    await runAndKill({ dataFolder, work, seed: roundSeed }, afterMs, (line) => known.take(line));
    const { found, complaints, openMs } = readAfterKill(dataFolder);
    figures.kills += 1;
    figures.slowestOpenMs = Math.max(figures.slowestOpenMs, Math.round(openMs));
    const wrong = [...complaints, ...known.compare(found), ...brokenCopies(join(dataFolder, 'backups'))];
    figures.acknowledged += known.takeAcknowledged();
    return wrong.map((complaint) => `${work}, seed ${roundSeed}, killed after ${afterMs} ms: ${complaint}`);
  };
  return { round, figures };
}

function knownOld(): KnownState {
  const known = new KnownState();
  const messages = Array.from({ length: oldMessages }, (_, index) => ({
    id: `old-m${index}`,
    text: `old words ${index} 漢字 `.repeat(20),
  }));
  known.take({ line: 'begin', change: { type: 'messages', messages } });
  known.take({ line: 'done', backupId: null });
  known.takeAcknowledged();
  return known;
}

/** What has the name of a copy is whole. */
function brokenCopies(folder: string): readonly string[] {
  return (existsSync(folder) ? readdirSync(folder) : [])
    .filter((name) => name.endsWith('.db'))
    .filter((name) => {
      const copy = new Sqlite(join(folder, name), { readonly: true });
      try {
        return copy.pragma('integrity_check', { simple: true }) !== 'ok';
      } finally {
        copy.close();
      }
    })
    .map((name) => `the copy ${name} is broken`);
}

test(
  `killed ${kills} times at random moments: the database opens, is whole, and has everything that was acknowledged`,
  async () => {
    const oldFolder = temporaryFolder();
    writeOldDatabase(oldFolder, oldMessages);
    const lanes = works.map((work) => ({ work, ...openLane(work, oldFolder) }));
    const wrong: string[] = [];
    for (let round = 0; round < kills; round += 1) {
      const lane = lanes[round % lanes.length];
      if (!lane) continue;
      const found = lane
        .round(seed + round)
        .catch((error: unknown) => [`${lane.work}, seed ${seed + round}: ${String(error)}`]);
      wrong.push(...(await found));
    }
    const table = Object.fromEntries(lanes.map(({ work, figures }) => [work, figures]));
    console.log(`${kills} kills, COUNTERWEIGHT_SEED=${seed}: ${JSON.stringify(table)}`);
    expect(wrong).toEqual([]);
  },
  60_000 + kills * 20_000,
);

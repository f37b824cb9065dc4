import type { SeededRandom } from '../gguf/seeded-random.ts';
import type { Change } from './change.ts';
import { backUp, restore } from './backup-works.ts';
import { edit, importChats, migrateAndIndex, removeAndUndo, stream, writeDrafts } from './chat-works.ts';

export type Teller = {
  readonly ready: () => void;
  readonly shown: (id: string, length: number) => void;
  /** Acknowledged when `act` returned. */
  readonly change: <T>(change: Change, act: () => T) => T;
  readonly slowly: (change: Change, act: () => Promise<void>) => Promise<void>;
  /** @returns the copy's id. */
  readonly backup: (act: () => Promise<string>) => Promise<string>;
};

export type KillWork = {
  readonly dataFolder: string;
  readonly seed: number;
  readonly random: SeededRandom;
  readonly tell: Teller;
};

/** What the app does with a database that a kill may interrupt. Each goes on for ever. */
export const killWorks = {
  streaming: stream,
  editing: edit,
  removing: removeAndUndo,
  importing: importChats,
  drafts: writeDrafts,
  backups: backUp,
  restoring: restore,
  migration: migrateAndIndex,
} satisfies Record<string, (work: KillWork) => Promise<void>>;

export type WorkName = keyof typeof killWorks;

import { randomUUID } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import type { ImportFile } from '../../contract/exchange.ts';
import type { ContestantId, VoteId } from '../../contract/ids.ts';
import type { FileContestant, FileVote } from '../../contract/vote-file.ts';
import {
  maxVotesImportBytes,
  type ExportVotesInput,
  type VoteLeftOut,
  type VotesExported,
  type VotesImported,
} from '../../contract/votes.ts';
import { localTime } from '../exchange/export/file-name.ts';
import { turnTaking } from '../exchange/turn-taking.ts';
import type { Clock } from '../ports/clock.ts';
import type { CompareRepository } from '../ports/compare-repository.ts';
import type { CsvText } from '../ports/csv-text.ts';
import type { ExchangeFiles, ImportDocument } from '../ports/exchange-files.ts';
import type { Host } from '../ports/host.ts';
import type { VoteRecord, VoteRepository } from '../ports/vote-repository.ts';
import { readTrainingLines } from './files/read-training-lines.ts';
import { dpoLines, ktoLines, type TrainingLines } from './files/training-lines.ts';
import { csvHead, readVotesCsv, voteRows } from './files/votes-csv.ts';

export type VoteFilePorts = {
  readonly votes: VoteRepository;
  readonly compare: Pick<CompareRepository, 'contestants' | 'allContestants' | 'keepContestant'>;
  readonly files: ExchangeFiles;
  readonly csv: CsvText;
  readonly host: Pick<Host, 'info' | 'pickSavePath'>;
  readonly clock: Clock;
  readonly onImported: () => void;
};

/** Votes of one transaction of an import. */
const savedAtOnce = 20;
const neverStopped = new AbortController().signal;

type ReadVotes = { readonly votes: readonly FileVote[]; readonly incomplete: number };

const endings = { csv: 'csv', 'dpo-jsonl': 'dpo.jsonl', 'kto-jsonl': 'kto.jsonl' } as const;

/** Votes out to files and in from them: docs/votes.md tells what the formats hold and what comes back. */
export class VoteFiles {
  readonly #ports: VoteFilePorts;

  constructor(ports: VoteFilePorts) {
    this.#ports = ports;
  }

  /** @returns null when the person left the save dialog. @throws AppError `export-failed`, `disk-full`; the signal's reason. */
  async export(input: ExportVotesInput, signal: AbortSignal): Promise<VotesExported | null> {
    const { files, host, clock } = this.#ports;
    const day = localTime(clock.now()).slice(0, 10);
    const fileName = `Counterweight votes ${day}.${endings[input.format]}`;
    const path = host.info.host === 'desktop' ? await host.pickSavePath(fileName) : null;
    if (host.info.host === 'desktop' && path === null) return null;
    const exportId = path === null ? randomUUID() : null;
    const sink = path === null ? files.createKept(exportId ?? '') : files.create(path);
    try {
      const written = await this.#write(input, (text) => sink.write(text), signal);
      return { fileName, ...written, sizeBytes: await sink.commit(), exportId };
    } catch (error) {
      await sink.abort();
      throw error;
    }
  }

  /**
   * Nothing is taken before the whole file was read. What was imported before is known and left alone, so an import that
   * was ended in the middle goes on when it is repeated.
   * @throws AppError `votes-foreign`, `votes-malformed`, `import-too-large`, `file-*`, `disk-full`.
   */
  async import(file: ImportFile): Promise<VotesImported> {
    const { files } = this.#ports;
    const documents = await files.open([file]);
    try {
      const [document, another] = documents.documents;
      const name = documents.fileName;
      if (document === undefined || another !== undefined) throw new AppError('votes-foreign', { name });
      const read = await this.#read(name, await textOf(document));
      const { added, known } = await this.#save(read.votes);
      return { fileName: name, added, known, incomplete: read.incomplete };
    } finally {
      await documents.close();
      if (file.kind === 'upload') await files.discardUpload(file.uploadId);
    }
  }

  async #read(name: string, text: string): Promise<ReadVotes> {
    const takeTurn = turnTaking(neverStopped);
    if (/^\uFEFF?\s*\{/.test(text)) return await readTrainingLines(name, text.replace(/^\uFEFF/, ''), takeTurn);
    return { votes: await readVotesCsv(name, text, this.#ports.csv, takeTurn), incomplete: 0 };
  }

  /** A few at a time: replies are streamed by the same thread. */
  async #save(fileVotes: readonly FileVote[]): Promise<Pick<VotesImported, 'added' | 'known'>> {
    const { votes, onImported } = this.#ports;
    const takeTurn = turnTaking(neverStopped);
    const records = this.#toRecords(fileVotes);
    const sum = { added: 0, known: 0 };
    try {
      for (let start = 0; start < records.length; start += savedAtOnce) {
        await takeTurn();
        const { added, known } = votes.save(records.slice(start, start + savedAtOnce));
        sum.added += added;
        sum.known += known;
      }
    } finally {
      onImported();
    }
    return sum;
  }

  async #write(
    input: ExportVotesInput,
    write: (text: string) => Promise<void>,
    signal: AbortSignal,
  ): Promise<Pick<VotesExported, 'votes' | 'lines' | 'leftOut'>> {
    const { csv } = this.#ports;
    const takeTurn = turnTaking(signal);
    const leftOut = new Map<VoteLeftOut['reason'], number>();
    const hidden = this.#hiddenIds();
    let votes = 0;
    let lines = 0;
    if (input.format === 'csv') await write(csvHead(csv));
    for (const vote of this.#chosen(input)) {
      await takeTurn();
      const written = hidden.has(vote.id) ? namesHidden : writtenAs(vote, input.format, csv);
      for (const reason of written.leftOut) leftOut.set(reason, (leftOut.get(reason) ?? 0) + 1);
      if (written.count === 0) continue;
      await write(written.text);
      votes += 1;
      lines += written.count;
    }
    return { votes, lines, leftOut: [...leftOut].map(([reason, count]) => ({ reason, count })) };
  }

  /** Votes on rounds whose names are hidden still: their lines name nobody. */
  #hiddenIds(): ReadonlySet<VoteId> {
    return new Set(this.#ports.votes.lines().flatMap(({ id, names }) => (names.length === 0 ? [id] : [])));
  }

  /** Oldest first, as a log is read. */
  #chosen({ tag, onlyBlind }: ExportVotesInput): readonly FileVote[] {
    const { votes, compare } = this.#ports;
    const contestants = new Map(compare.allContestants().map((contestant) => [contestant.id, contestant]));
    const wanted = tag?.toLowerCase() ?? null;
    return votes
      .list()
      .toReversed()
      .filter((vote) => !onlyBlind || vote.isBlind)
      .filter(({ tags }) => wanted === null || tags.some((own) => own.toLowerCase() === wanted))
      .map((vote) =>
        toFile(vote, (id) => {
          const contestant = contestants.get(id);
          if (contestant === undefined) throw new Error('a vote without its contestant');
          const { key, ownName, setup, modelName, quantization, differences, createdAtMs } = contestant;
          return { id, key, ownName, setup, modelName, quantization, differences, createdAtMs };
        }),
      );
  }

  #toRecords(fileVotes: readonly FileVote[]): readonly VoteRecord[] {
    const kept = new Map<string, ContestantId>();
    const idOf = (contestant: FileContestant): ContestantId => {
      const id = kept.get(contestant.key) ?? this.#keep(contestant);
      kept.set(contestant.key, id);
      return id;
    };
    return fileVotes.map(({ entries, ...vote }) => ({
      ...vote,
      roundId: null,
      origin: 'imported',
      entries: entries.map(({ contestant, ...entry }) => ({
        ...entry,
        answerId: null,
        contestantId: idOf(contestant),
      })),
    }));
  }

  #keep(contestant: FileContestant): ContestantId {
    const { compare } = this.#ports;
    const isTaken = compare.contestants([contestant.id]).some(({ key }) => key !== contestant.key);
    return compare.keepContestant({ ...contestant, id: isTaken ? (randomUUID() as ContestantId) : contestant.id }).id;
  }
}

function toFile(record: VoteRecord, contestantOf: (id: ContestantId) => FileContestant): FileVote {
  const { roundId: _roundId, origin: _origin, entries, ...vote } = record;
  return {
    ...vote,
    entries: entries.map(({ contestantId, answerId: _answerId, ...entry }) => ({
      ...entry,
      contestant: contestantOf(contestantId),
    })),
  };
}

type Written = { readonly text: string; readonly count: number; readonly leftOut: TrainingLines['leftOut'] };

const namesHidden: Written = { text: '', count: 0, leftOut: ['names-hidden'] };

function writtenAs(vote: FileVote, format: ExportVotesInput['format'], csv: CsvText): Written {
  if (format === 'csv') return { text: voteRows(vote, csv), count: vote.entries.length, leftOut: [] };
  const { lines, leftOut } = format === 'dpo-jsonl' ? dpoLines(vote) : ktoLines(vote);
  return { text: lines.join(''), count: lines.length, leftOut };
}

async function textOf({ name, sizeBytes, chunks }: ImportDocument): Promise<string> {
  if (sizeBytes > maxVotesImportBytes) {
    throw new AppError('import-too-large', { name, sizeBytes, limitBytes: maxVotesImportBytes });
  }
  const parts: Uint8Array[] = [];
  for await (const chunk of chunks()) parts.push(chunk);
  return Buffer.concat(parts).toString('utf8');
}

import type { Download, DownloadFile, DownloadState } from '../../contract/downloads.ts';
import type { FetchActivity, FetchProgress } from '../ports/blob-fetcher.ts';
import type { DownloadRecord } from '../ports/download-repository.ts';
import { leadingActivity, nextDownloadState, outcomeOf, type DownloadStep } from './download-machine.ts';
import { SpeedMeter } from './speed-meter.ts';

type FileProgress = {
  receivedBytes: number;
  verifiedBytes: number;
  isFetched: boolean;
  /** The first report of a fetch tells what was there already: no news for the speed. */
  isReported: boolean;
  /** Set while a fetch of it is under way. */
  activity: FetchActivity | null;
};

/** One download in memory: what is kept, what it is doing, and how far it is. */
export class DownloadJob {
  #record: DownloadRecord;
  #state: DownloadState;
  #abort = new AbortController();
  #describing: FetchActivity | null = null;
  readonly #progress: FileProgress[];
  readonly #meter = new SpeedMeter();
  /** Everything under way for this job; settles when nothing touches its files any more. */
  readonly works = new Set<Promise<void>>();

  constructor(record: DownloadRecord) {
    this.#record = record;
    this.#state = record.outcome;
    this.#progress = record.files.map(({ placedPath, sizeBytes }) => ({
      receivedBytes: placedPath === null ? 0 : (sizeBytes ?? 0),
      verifiedBytes: placedPath === null ? 0 : (sizeBytes ?? 0),
      isFetched: placedPath !== null,
      isReported: false,
      activity: null,
    }));
  }

  get id(): DownloadRecord['id'] {
    return this.#record.id;
  }

  /** With the outcome as it stands now. */
  get record(): DownloadRecord {
    return { ...this.#record, outcome: outcomeOf(this.#state) };
  }

  get state(): DownloadState {
    return this.#state;
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  get isDescribed(): boolean {
    return this.#record.commit !== null;
  }

  get isDescribing(): boolean {
    return this.#describing !== null;
  }

  get isFetched(): boolean {
    return this.isDescribed && this.#progress.every(({ isFetched }) => isFetched);
  }

  /** @returns true when the state is another one now. */
  step(step: DownloadStep): boolean {
    const before = this.#state;
    this.#state = nextDownloadState(before, step);
    return before !== this.#state && JSON.stringify(before) !== JSON.stringify(this.#state);
  }

  /** Ends everything under way; what comes next gets a new signal. */
  stop(reason: Error): void {
    this.#abort.abort(reason);
    this.#abort = new AbortController();
    this.#meter.reset();
  }

  change(change: Partial<Pick<DownloadRecord, 'commit' | 'files'>>): void {
    this.#record = { ...this.#record, ...change };
  }

  /** The next file that has neither been fetched nor is under way. */
  nextFile(): number | null {
    const index = this.#progress.findIndex(({ isFetched, activity }) => !isFetched && activity === null);
    return index < 0 ? null : index;
  }

  describing(activity: FetchActivity | null): boolean {
    this.#describing = activity;
    return this.#workChanged();
  }

  /** `null`: no longer under way. @returns true when the job's state changed. */
  fileActivity(index: number, activity: FetchActivity | null): boolean {
    const file = this.#file(index);
    file.activity = activity;
    file.isReported = false;
    return this.#workChanged();
  }

  fileProgress(index: number, progress: FetchProgress, nowMs: number): boolean {
    const file = this.#file(index);
    if (file.isReported) this.#meter.add(Math.max(0, progress.receivedBytes - file.receivedBytes), nowMs);
    file.isReported = true;
    file.receivedBytes = progress.receivedBytes;
    file.verifiedBytes = progress.verifiedBytes;
    if (file.activity === progress.activity) return false;
    file.activity = progress.activity;
    return this.#workChanged();
  }

  setReceived(index: number, receivedBytes: number): void {
    this.#file(index).receivedBytes = receivedBytes;
  }

  fileFetched(index: number, sizeBytes: number): void {
    const file = this.#file(index);
    file.receivedBytes = sizeBytes;
    file.verifiedBytes = sizeBytes;
    file.isFetched = true;
    file.activity = null;
  }

  /** Bytes that were believed to be there are not: they are fetched again. */
  forgetFetched(): void {
    for (const file of this.#progress) file.isFetched = false;
  }

  view(nowMs: number): Download {
    const { id, repo, revision, commit, addedAtMs } = this.#record;
    const files = this.#record.files.map((file, index): DownloadFile => {
      const { receivedBytes, verifiedBytes } = this.#file(index);
      return { ...file, receivedBytes, verifiedBytes };
    });
    const sizes = files.map(({ sizeBytes }) => sizeBytes);
    const totalBytes = sizes.includes(null) ? null : sum(sizes.map((size) => size ?? 0));
    const receivedBytes = sum(files.map((file) => file.receivedBytes));
    const bytesPerSecond = this.#state.state === 'downloading' ? this.#meter.bytesPerSecond(nowMs) : 0;
    const missing = totalBytes === null ? null : totalBytes - receivedBytes;
    return {
      id,
      repo,
      revision,
      commit,
      files,
      state: this.#state,
      totalBytes,
      receivedBytes,
      verifiedBytes: sum(files.map((file) => file.verifiedBytes)),
      bytesPerSecond,
      secondsLeft: missing === null || bytesPerSecond <= 0 ? null : missing / bytesPerSecond,
      addedAtMs,
    };
  }

  #workChanged(): boolean {
    const activities = this.#progress.map(({ activity }) => activity).filter((activity) => activity !== null);
    if (this.#describing) activities.push(this.#describing);
    const activity = leadingActivity(activities);
    if (activity) return this.step({ type: 'worked', activity });
    return this.isFetched ? false : this.step({ type: 'waited-for-turn' });
  }

  #file(index: number): FileProgress {
    const file = this.#progress[index];
    if (!file) throw new RangeError(`no file ${index}`);
    return file;
  }
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}

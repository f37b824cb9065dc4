import { describeFailure } from '../app-error.ts';
import type { DownloadJob } from './download-job.ts';
import type { DownloadPorts } from './download-service.ts';
import { distinctNames } from './safe-names.ts';
import { SharedFetches } from './shared-fetches.ts';

export type WorksOwner = {
  readonly changed: (job: DownloadJob, isUrgent: boolean) => void;
  /** A piece of work ended, well or not; the job's record may have changed. */
  readonly ended: (job: DownloadJob) => void;
  readonly jobs: () => readonly DownloadJob[];
};

/** The pieces of work a download consists of: asking the Hub, fetching each file, placing all of them. */
export class DownloadWorks {
  readonly #ports: DownloadPorts;
  readonly #owner: WorksOwner;
  readonly #fetches: SharedFetches;
  #count = 0;

  constructor(ports: DownloadPorts, owner: WorksOwner) {
    this.#ports = ports;
    this.#owner = owner;
    this.#fetches = new SharedFetches(ports.fetcher);
  }

  /** Pieces under way. */
  get count(): number {
    return this.#count;
  }

  /** @returns false when the job has nothing more to begin now. */
  startNext(job: DownloadJob): boolean {
    if (!job.isDescribed) {
      if (job.isDescribing) return false;
      job.describing({ kind: 'resolving' });
      this.#run(
        job,
        (signal) => this.#describe(job, signal),
        () => job.describing(null),
      );
      return true;
    }
    const file = job.nextFile();
    if (file !== null) {
      job.fileActivity(file, { kind: 'resolving' });
      this.#run(
        job,
        (signal) => this.#fetch(job, file, signal),
        () => job.fileActivity(file, null),
      );
      return true;
    }
    if (!job.isFetched || job.works.size > 0) return false;
    job.step({ type: 'worked', activity: { kind: 'verifying' } });
    this.#run(
      job,
      (signal) => this.#place(job, signal),
      () => undefined,
    );
    return true;
  }

  /** What an earlier run left of a job's files. */
  async readProgress(job: DownloadJob): Promise<void> {
    const { store } = this.#ports;
    for (const [index, { sha256, sizeBytes, placedPath }] of job.record.files.entries()) {
      if (sha256 === null || sizeBytes === null || placedPath !== null) continue;
      if (await store.has(sha256, sizeBytes)) job.fileFetched(index, sizeBytes);
      else job.setReceived(index, await store.partBytes(sha256).catch(() => 0));
    }
  }

  #run(job: DownloadJob, work: (signal: AbortSignal) => Promise<void>, tidy: () => void): void {
    const { signal } = job;
    this.#count += 1;
    this.#owner.changed(job, true);
    const running = work(signal)
      .catch((error: unknown) => {
        if (signal.aborted) return;
        job.step({ type: 'failed', error: describeFailure(error, this.#ports.logger) });
        job.stop(new Error('another file of the download failed'));
      })
      .finally(() => {
        this.#count -= 1;
        job.works.delete(running);
        tidy();
        this.#owner.ended(job);
      });
    job.works.add(running);
  }

  async #describe(job: DownloadJob, signal: AbortSignal): Promise<void> {
    const { repo, revision, files } = job.record;
    const onProgress = (activity: Parameters<DownloadJob['describing']>[0]): void => {
      if (!signal.aborted) this.#owner.changed(job, job.describing(activity));
    };
    const paths = files.map(({ path }) => path);
    const described = await this.#ports.fetcher.describe({ repo, revision, paths }, { signal, onProgress });
    signal.throwIfAborted();
    job.change({
      commit: described.commit,
      files: described.files.map((file) => ({ ...file, placedPath: null })),
    });
    await this.readProgress(job);
  }

  async #fetch(job: DownloadJob, index: number, signal: AbortSignal): Promise<void> {
    const { repo, revision, commit, files } = job.record;
    const file = files[index];
    if (!file || commit === null || file.sha256 === null || file.sizeBytes === null) throw new Error('not described');
    const { path, sha256, sizeBytes } = file;
    if (!(await this.#ports.store.has(sha256, sizeBytes))) {
      await this.#fetches.fetch(
        { repo, revision, commit, path, sha256, sizeBytes },
        {
          signal,
          onProgress: (progress) => {
            if (signal.aborted) return;
            this.#owner.changed(job, job.fileProgress(index, progress, this.#ports.clock.now()));
          },
        },
      );
    }
    signal.throwIfAborted();
    job.fileFetched(index, sizeBytes);
  }

  async #place(job: DownloadJob, signal: AbortSignal): Promise<void> {
    const { repo, commit, files } = job.record;
    const { store, clock } = this.#ports;
    const verified = files.map(({ path, sha256, sizeBytes }) => {
      if (sha256 === null || sizeBytes === null) throw new Error('not described');
      return { path, sha256, sizeBytes };
    });
    for (const { sha256, sizeBytes } of verified) {
      // Deleted meanwhile by somebody else: the next round fetches it again.
      if (!(await store.has(sha256, sizeBytes))) return job.forgetFetched();
    }
    signal.throwIfAborted();
    const names = distinctNames(verified);
    const placements = verified.map((file, index) => ({
      ...file,
      names: [...repo.split('/'), ...(names[index] ?? [])],
    }));
    const places = await store.place(placements, (commit ?? '').slice(0, 8));
    job.change({ files: files.map((file, index) => ({ ...file, placedPath: places[index] ?? null })) });
    job.step({ type: 'finished', atMs: clock.now() });
  }
}

import type { Download } from '../../contract/downloads.ts';
import type { Host } from '../ports/host.ts';
import { isRunnable } from './download-machine.ts';
import type { DownloadService } from './download-service.ts';
import { doneNotice } from './notice-words.ts';

type ReporterPorts = {
  readonly downloads: Pick<DownloadService, 'list' | 'watch' | 'watchDone'>;
  readonly host: Pick<Host, 'notify' | 'showProgress'>;
};

/** Docks redraw the whole icon, and on Linux every value is a message to all who listen. */
const intervalMs = 500;

/** Tells the computer's own desktop how far downloads are, and which are done. */
export class DownloadReporter {
  readonly #ports: ReporterPorts;
  readonly #unsubscribes: readonly (() => void)[];
  #shown: number | null = null;
  #isStale = false;
  #timer: NodeJS.Timeout | null = null;

  constructor(ports: ReporterPorts) {
    this.#ports = ports;
    const { downloads, host } = ports;
    this.#unsubscribes = [
      downloads.watch(() => this.#changed()),
      downloads.watchDone((download) => host.notify(doneNotice(download))),
    ];
  }

  dispose(): void {
    for (const unsubscribe of this.#unsubscribes) unsubscribe();
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  #changed(): void {
    this.#isStale = true;
    if (this.#timer === null) this.#show();
  }

  #show(): void {
    this.#timer = null;
    if (!this.#isStale) return;
    this.#isStale = false;
    const fraction = totalFraction(this.#ports.downloads.list());
    if (fraction !== this.#shown) this.#ports.host.showProgress(fraction);
    this.#shown = fraction;
    this.#timer = setTimeout(() => this.#show(), intervalMs);
    this.#timer.unref();
  }
}

/** Of all that goes on by itself, 0–1; null when nothing does, or no size is known yet. */
export function totalFraction(downloads: readonly Download[]): number | null {
  let total = 0;
  let received = 0;
  for (const { state, totalBytes, receivedBytes } of downloads) {
    if (!isRunnable(state) || totalBytes === null) continue;
    total += totalBytes;
    received += receivedBytes;
  }
  return total === 0 ? null : Math.min(1, received / total);
}

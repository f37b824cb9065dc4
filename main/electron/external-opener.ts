import { dialog, shell, type BrowserWindow } from 'electron';
import { AppError } from '../contract/errors.ts';
import { parseExternalAddress } from './page-policy.ts';

const longestDetail = 300;

/** Sends a person to their browser, after they saw the host and agreed. */
export class ExternalOpener {
  readonly #window: () => BrowserWindow | null;
  #isAsking = false;

  constructor(window: () => BrowserWindow | null) {
    this.#window = window;
  }

  /** A second address while the question stands is dropped: a page must not stack dialogs. @throws AppError `bad-request`. */
  async open(address: string): Promise<void> {
    const url = parseExternalAddress(address);
    if (!url) throw new AppError('bad-request', { detail: 'not an https address' });
    const window = this.#window();
    if (this.#isAsking || !window) return;
    this.#isAsking = true;
    try {
      const { response } = await dialog.showMessageBox(window, {
        type: 'question',
        // `host` is in ASCII form, so look-alike letters show as `xn--`.
        message: `Open ${url.host} in your browser?`,
        detail: url.href.length > longestDetail ? `${url.href.slice(0, longestDetail)}…` : url.href,
        buttons: ['Open in browser', 'Cancel'],
        defaultId: 1,
        cancelId: 1,
        noLink: true,
      });
      if (response === 0) await shell.openExternal(url.href);
    } finally {
      this.#isAsking = false;
    }
  }
}

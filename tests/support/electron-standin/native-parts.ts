import { EventEmitter } from 'node:events';
import type {
  Display,
  MenuItemConstructorOptions,
  MessageBoxOptions,
  MessageBoxReturnValue,
  NativeTheme,
  OpenDialogOptions,
  OpenDialogReturnValue,
  SaveDialogOptions,
  SaveDialogReturnValue,
} from 'electron';
import { app } from './app.ts';
import { declareScheme } from './address-map.ts';

/** Nobody is there to answer: every question is cancelled, unless a test replaces the method as it would in Electron. */
export const dialog = {
  showErrorBox(title: string, content: string): void {
    process.stderr.write(`[error box] ${title}\n${content}\n`);
  },
  async showMessageBox(_window: unknown, options: MessageBoxOptions): Promise<MessageBoxReturnValue> {
    return { response: options.cancelId ?? 0, checkboxChecked: false };
  },
  async showOpenDialog(_window: unknown, _options?: OpenDialogOptions): Promise<OpenDialogReturnValue> {
    return { canceled: true, filePaths: [] };
  },
  async showSaveDialog(_window: unknown, _options?: SaveDialogOptions): Promise<SaveDialogReturnValue> {
    return { canceled: true, filePath: '' };
  },
};

/** As on a Linux without a keychain: nothing is protected. */
export const safeStorage = {
  getSelectedStorageBackend: () => 'basic_text' as const,
  isAsyncEncryptionAvailable: () => Promise.resolve(false),
  encryptStringAsync: (text: string) => Promise.resolve(Buffer.from(text)),
  decryptStringAsync: (encrypted: Buffer) =>
    Promise.resolve({ shouldReEncrypt: false, result: encrypted.toString('utf8') }),
};

export const shell = {
  async openExternal(address: string): Promise<void> {
    process.stderr.write(`[open external] ${address}\n`);
  },
  async openPath(path: string): Promise<string> {
    process.stderr.write(`[open path] ${path}\n`);
    return '';
  },
};

export class Menu {
  static #current: Menu | null = null;
  readonly items: readonly MenuItemConstructorOptions[];

  constructor(items: readonly MenuItemConstructorOptions[] = []) {
    this.items = items;
  }

  static buildFromTemplate(template: readonly MenuItemConstructorOptions[]): Menu {
    return new Menu(template);
  }
  static setApplicationMenu(menu: Menu | null): void {
    Menu.#current = menu;
  }
  static getApplicationMenu(): Menu | null {
    return Menu.#current;
  }
}

class StandInTheme extends EventEmitter {
  #source: NativeTheme['themeSource'] = 'system';

  get themeSource(): NativeTheme['themeSource'] {
    return this.#source;
  }
  set themeSource(source: NativeTheme['themeSource']) {
    this.#source = source;
    this.emit('updated');
  }
  get shouldUseDarkColors(): boolean {
    return this.#source === 'dark';
  }
}
export const nativeTheme = new StandInTheme();

/** This computer never sleeps, unless a test emits `resume`. */
export const powerMonitor = new EventEmitter();

const area = { x: 0, y: 0, width: 1920, height: 1080 };
export const screen = {
  getAllDisplays: (): Pick<Display, 'id' | 'bounds' | 'workArea'>[] => [{ id: 1, bounds: area, workArea: area }],
};

export const protocol = {
  registerSchemesAsPrivileged(schemes: Parameters<typeof declareScheme>[0][]): void {
    app.assertEarly('registerSchemesAsPrivileged');
    for (const scheme of schemes) declareScheme(scheme);
  },
};

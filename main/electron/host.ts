import { writeFile } from 'node:fs/promises';
import { app, dialog, shell, type BrowserWindow, type OpenDialogOptions, type SaveDialogOptions } from 'electron';
import { AppError } from '../contract/errors.ts';
import type { SavedText } from '../contract/system.ts';
import type { Host } from '../core/ports/host.ts';
import type { ExternalOpener } from './external-opener.ts';
import { createNotifier } from './notifier.ts';

type HostPorts = {
  readonly window: () => BrowserWindow | null;
  /** Brings the window to the front, or opens it. */
  readonly reveal: () => void;
  readonly reopen: () => void;
  readonly opener: ExternalOpener;
  readonly dataFolder: string;
};

/** Below zero Electron takes the bar away. */
const noProgress = -1;

const modelDialog: OpenDialogOptions = {
  title: 'Add a model',
  buttonLabel: 'Add model',
  filters: [{ name: 'GGUF models', extensions: ['gguf'] }],
  properties: ['openFile', 'dontAddToRecent'],
};
const modelsDialog: OpenDialogOptions = {
  ...modelDialog,
  title: 'Add models',
  properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
};
const folderDialog: OpenDialogOptions = {
  title: 'Choose a folder',
  buttonLabel: 'Choose',
  properties: ['openDirectory', 'createDirectory', 'dontAddToRecent'],
};

const importDialog: OpenDialogOptions = {
  title: 'Import conversations',
  buttonLabel: 'Look inside',
  filters: [{ name: 'Exported conversations', extensions: ['json', 'zip'] }],
  properties: ['openFile', 'multiSelections', 'dontAddToRecent'],
};

/** What the desktop can do: native dialogs, the person's browser, notifications and the icon. */
export function createElectronHost(ports: HostPorts): Host {
  const pick = async (options: OpenDialogOptions): Promise<readonly string[]> => {
    const window = ports.window();
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, options)
      : dialog.showOpenDialog(options));
    return canceled ? [] : filePaths;
  };
  return {
    info: { host: 'desktop', appVersion: app.getVersion(), dataFolder: ports.dataFolder },
    pickModelFile: async () => (await pick(modelDialog))[0] ?? null,
    pickModelFiles: () => pick(modelsDialog),
    pickFolder: async () => (await pick(folderDialog))[0] ?? null,
    pickSavePath: (fileName) => pickSavePath(ports.window(), fileName),
    pickImportFiles: () => pick(importDialog),
    saveText: (text) => saveText(ports.window(), text),
    openFolder: async (path) => {
      const problem = await shell.openPath(path);
      if (problem !== '') throw new AppError('folder-unreadable', { path });
    },
    reopen: ports.reopen,
    openExternal: (address) => ports.opener.open(address),
    notify: createNotifier(ports.reveal),
    showProgress: (fraction) => ports.window()?.setProgressBar(fraction ?? noProgress),
  };
}

/** Where the person says; the page itself may never write a file. */
async function saveText(window: BrowserWindow | null, { fileName, text }: SavedText): Promise<boolean> {
  const filePath = await pickSavePath(window, fileName);
  if (filePath === null) return false;
  await writeFile(filePath, text, 'utf8');
  return true;
}

async function pickSavePath(window: BrowserWindow | null, fileName: string): Promise<string | null> {
  const options: SaveDialogOptions = { title: 'Save', defaultPath: fileName, properties: ['dontAddToRecent'] };
  const { canceled, filePath } = await (window
    ? dialog.showSaveDialog(window, options)
    : dialog.showSaveDialog(options));
  return canceled || filePath === '' ? null : filePath;
}

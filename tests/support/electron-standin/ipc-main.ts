import { EventEmitter } from 'node:events';

/** Listeners get the event first, as Electron gives it. */
export const ipcMain = new EventEmitter();

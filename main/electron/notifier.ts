import { BrowserWindow, Notification } from 'electron';
import type { Host } from '../core/ports/host.ts';

/** As many as a person may still find in the system's list and click. */
const keptCount = 20;

/** Shows the system's own notifications while no window of the app has the focus; a click on one calls `onClick`. */
export function createNotifier(onClick: () => void): Host['notify'] {
  // Electron forgets the click of a notification that was collected, and `close` comes while it can still be clicked.
  let kept: readonly Notification[] = [];
  return ({ title, body }) => {
    if (BrowserWindow.getFocusedWindow() !== null || !Notification.isSupported()) return;
    const notification = new Notification({ title, body });
    notification.on('click', onClick);
    kept = [...kept.slice(1 - keptCount), notification];
    notification.show();
  };
}

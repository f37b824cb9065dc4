import { app } from 'electron';

/**
 * One app per data folder: the lock belongs to `userData`, so it is taken after that path is set. The first instance
 * hears of the second through `second-instance`.
 * @returns false in the second instance, which must end at once.
 */
export function isFirstInstance(): boolean {
  return app.requestSingleInstanceLock();
}

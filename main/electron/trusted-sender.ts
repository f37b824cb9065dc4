import type { IpcMainEvent, WebContents } from 'electron';
import { appOrigin } from './app-origin.ts';

/** True for the main frame of our window while it shows our page: the one sender that is ever answered. */
export function isTrustedSender(
  event: Pick<IpcMainEvent, 'sender' | 'senderFrame'>,
  page: Pick<WebContents, 'id'> | null,
): boolean {
  const frame = event.senderFrame;
  return frame !== null && event.sender.id === page?.id && frame.parent === null && frame.origin === appOrigin;
}

import type { Session } from 'electron';
import { isPermissionAllowed } from './page-policy.ts';

/** Denies requests, silent checks, devices, screen capture, pairing and downloads. */
export function denyPermissions(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(details.isMainFrame && isPermissionAllowed(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    return details.isMainFrame && isPermissionAllowed(permission, requestingOrigin);
  });
  session.setDevicePermissionHandler(() => false);
  // No streams: the request is refused without a picker.
  session.setDisplayMediaRequestHandler((_request, callback) => callback(null));
  session.setBluetoothPairingHandler((_details, callback) => callback({ confirmed: false }));
  session.on('will-download', (event) => event.preventDefault());
}

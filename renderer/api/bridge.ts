/** What the preload script gives the desktop's page. Absent in a browser. */
export type Bridge = {
  readonly platform: 'linux' | 'darwin' | 'win32' | 'other';
  /** Asks for a fresh MessagePort; it arrives as a window message of type `portMessageType`. */
  connect(): void;
};

export const portMessageType = 'counterweight:port';

declare global {
  interface Window {
    readonly counterweight?: Bridge;
  }
}

/** The port a window message brings, when it is ours: sent by this window itself, with exactly one port. */
export function portOfMessage(event: MessageEvent, ownWindow: unknown): MessagePort | null {
  if (event.source !== ownWindow) return null;
  const data: unknown = event.data;
  const isOurs = typeof data === 'object' && data !== null && 'type' in data && data.type === portMessageType;
  return isOurs && event.ports.length === 1 ? (event.ports[0] ?? null) : null;
}

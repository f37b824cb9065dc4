import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

/** Device-independent pixels. */
export type Area = { readonly x: number; readonly y: number; readonly width: number; readonly height: number };

export type WindowPlacement = {
  readonly width: number;
  readonly height: number;
  /** Null lets the system choose. */
  readonly position: { readonly x: number; readonly y: number } | null;
  readonly isMaximized: boolean;
};

export const smallestWindow = { width: 960, height: 600 } as const;
const firstWindow = { width: 1280, height: 820 } as const;
/** How much of the title bar must be on a screen, so that a person can take hold of it. */
const grip = { width: 120, height: 32 } as const;

const pixels = z.number().int().min(-100_000).max(100_000);
const storedSchema = z.object({ x: pixels, y: pixels, width: pixels, height: pixels, isMaximized: z.boolean() });

/** Where to open the window: as it was left, unless the file is damaged or the screen it was on is gone. */
export function placeWindow(stored: unknown, screens: readonly Area[]): WindowPlacement {
  const parsed = storedSchema.safeParse(stored);
  if (!parsed.success) return { ...firstWindow, position: null, isMaximized: false };
  const { x, y, width, height, isMaximized } = parsed.data;
  const screen = screens.find((area) => showsGrip({ x, y, width, height }, area));
  const limit = screen ?? screens[0];
  return {
    width: between(width, smallestWindow.width, limit?.width),
    height: between(height, smallestWindow.height, limit?.height),
    position: screen ? { x, y } : null,
    isMaximized,
  };
}

function showsGrip(window: Area, screen: Area): boolean {
  const visible = Math.min(window.x + window.width, screen.x + screen.width) - Math.max(window.x, screen.x);
  return visible >= grip.width && window.y >= screen.y - 8 && window.y + grip.height <= screen.y + screen.height;
}

function between(value: number, least: number, most = value): number {
  return Math.max(least, Math.min(value, most));
}

/** @returns what the file holds, unjudged; undefined when it is missing or not JSON. */
export function readStoredWindow(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch {
    return undefined;
  }
}

/** Replaces the file whole, or leaves it: a remembered place is not worth an error. */
export function storeWindow(path: string, area: Area, isMaximized: boolean): void {
  try {
    writeFileSync(`${path}.new`, JSON.stringify({ ...area, isMaximized }), { mode: 0o600 });
    renameSync(`${path}.new`, path);
  } catch {
    // A full or read-only disk shows itself where it matters: in storage.
  }
}

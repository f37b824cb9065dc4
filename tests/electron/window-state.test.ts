import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { placeWindow, readStoredWindow, storeWindow } from '../../main/electron/window-state.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const laptop = { x: 0, y: 25, width: 1440, height: 875 };
const left = { x: -1920, y: 0, width: 1920, height: 1080 };
const stored = { x: 100, y: 80, width: 1200, height: 700, isMaximized: false };
const first = { width: 1280, height: 820, position: null, isMaximized: false };

test('a window opens as it was left', () => {
  expect(placeWindow({ ...stored, isMaximized: true }, [laptop])).toEqual({
    width: 1200,
    height: 700,
    position: { x: 100, y: 80 },
    isMaximized: true,
  });
  expect(placeWindow({ ...stored, x: -1800 }, [laptop, left]).position).toEqual({ x: -1800, y: 80 });
});

test('a window whose screen is gone, or whose title bar cannot be reached, is placed anew', () => {
  const places = [{ x: -1800 }, { x: 1400 }, { y: 5_000 }, { y: -400 }, { y: 890 }];
  expect(places.map((place) => placeWindow({ ...stored, ...place }, [laptop]).position)).toEqual(
    places.map(() => null),
  );
});

test('a window is never smaller than its content nor larger than its screen', () => {
  expect(placeWindow({ ...stored, width: 10, height: -5 }, [laptop])).toMatchObject({ width: 960, height: 600 });
  expect(placeWindow({ ...stored, width: 9_000, height: 9_000 }, [laptop])).toMatchObject({ width: 1440, height: 875 });
});

test.each([
  undefined,
  null,
  'text',
  [],
  {},
  { ...stored, x: '0' },
  { ...stored, width: Number.NaN },
  { ...stored, y: 1e9 },
])('a damaged file (%j) means the first window', (damaged) => {
  expect(placeWindow(damaged, [laptop])).toEqual(first);
});

test('what was stored is read back; a file that is no JSON is as good as none', () => {
  const path = join(temporaryFolder(), 'window.json');
  expect(readStoredWindow(path)).toBeUndefined();
  const { isMaximized, ...area } = stored;
  storeWindow(path, area, isMaximized);
  expect(readStoredWindow(path)).toEqual(stored);
  writeFileSync(path, readFileSync(path, 'utf8').slice(0, 10));
  expect(readStoredWindow(path)).toBeUndefined();
  // A folder that cannot be written is not worth an error.
  storeWindow(join(path, 'nowhere', 'window.json'), area, isMaximized);
});

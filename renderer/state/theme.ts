import type { Settings } from '../../main/contract/settings.ts';

type Theme = Settings['theme'];

const memoryKey = 'theme';

function apply(page: HTMLElement, theme: Theme): void {
  if (theme === 'system') delete page.dataset['theme'];
  else page.dataset['theme'] = theme;
}

/** Shows the last chosen theme at once, before the settings arrive, so that a start does not flash. */
export function showRememberedTheme(page: HTMLElement, memory: Storage): void {
  const theme = memory.getItem(memoryKey);
  if (theme === 'light' || theme === 'dark') apply(page, theme);
}

/** Shows a theme and remembers it for the next start. */
export function showTheme(page: HTMLElement, memory: Storage, theme: Theme): void {
  apply(page, theme);
  memory.setItem(memoryKey, theme);
}

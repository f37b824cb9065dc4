import type { Settings } from '../../main/contract/settings.ts';

/** Shows a theme; without one the page follows the system. */
export function showTheme(page: HTMLElement, theme: Settings['theme']): void {
  if (theme === 'system') delete page.dataset['theme'];
  else page.dataset['theme'] = theme;
}

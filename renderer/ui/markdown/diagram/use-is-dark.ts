import { useSyncExternalStore } from 'react';

const systemIsDark = '(prefers-color-scheme: dark)';

/** True while the page is shown in dark colours, by the person's choice or the system's. */
export function useIsDark(): boolean {
  return useSyncExternalStore(subscribe, isDark, () => false);
}

function isDark(): boolean {
  const { theme } = document.documentElement.dataset;
  return theme === undefined ? matchMedia(systemIsDark).matches : theme === 'dark';
}

function subscribe(onChange: () => void): () => void {
  const system = matchMedia(systemIsDark);
  const choice = new MutationObserver(onChange);
  system.addEventListener('change', onChange);
  choice.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => {
    system.removeEventListener('change', onChange);
    choice.disconnect();
  };
}

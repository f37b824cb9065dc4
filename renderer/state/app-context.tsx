import { createContext, use } from 'react';
import type { AppServices } from './app-services.ts';

export const AppContext = createContext<AppServices | null>(null);

/** What the screens share. */
export function useApp(): AppServices {
  const app = use(AppContext);
  if (app === null) throw new Error('useApp needs an AppContext above it');
  return app;
}

import { useLayoutEffect } from 'react';
import { useApp } from '../state/app-context.tsx';
import { actionForPress } from './action-registry.ts';
import { isTakenByLayer } from './is-taken-by-layer.ts';
import { isTyping } from './is-typing.ts';
import { isSign, matchesShortcut } from './shortcut.ts';

/** Runs registered actions when their keys are pressed. Mounted once, before the first paint. */
export function useShortcuts(): void {
  const app = useApp();
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.isComposing || isTakenByLayer(event)) return;
      const action = actionForPress(
        app.actions.actions.get(),
        app,
        ({ shortcut }) =>
          shortcut !== undefined &&
          matchesShortcut(event, shortcut, app.keyboard) &&
          !(isSign(shortcut) && isTyping(event.target)),
      );
      if (action === null) return;
      event.preventDefault();
      const done = action.run(app);
      if (done !== undefined) app.attempt(done);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [app]);
}

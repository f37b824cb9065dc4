import { useEffect, useState } from 'react';

/** Files dropped anywhere while this is mounted are ours; nobody else hears of them. @returns whether some are above the page. */
export function useFileDrop(onDrop: (files: readonly File[]) => void): boolean {
  const [isOver, setIsOver] = useState(false);
  useEffect(() => {
    // Entering a child leaves its parent: only as many leaves as enters mean that the pointer is gone.
    let depth = 0;
    const listeners: Readonly<Record<string, (event: DragEvent) => void>> = {
      dragenter: () => {
        depth += 1;
        setIsOver(true);
      },
      dragleave: () => {
        depth = Math.max(0, depth - 1);
        if (depth === 0) setIsOver(false);
      },
      dragover: () => undefined,
      drop: (event) => {
        depth = 0;
        setIsOver(false);
        onDrop([...(event.dataTransfer?.files ?? [])]);
      },
    };
    const controller = new AbortController();
    for (const [type, listener] of Object.entries(listeners)) {
      const whenFiles = (event: Event): void => {
        if (!(event instanceof DragEvent) || event.dataTransfer?.types.includes('Files') !== true) return;
        event.preventDefault();
        event.stopImmediatePropagation();
        listener(event);
      };
      window.addEventListener(type, whenFiles, { signal: controller.signal, capture: true });
    }
    return () => controller.abort();
  }, [onDrop]);
  return isOver;
}

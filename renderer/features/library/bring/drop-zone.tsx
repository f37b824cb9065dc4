import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../../i18n/translate.ts';
import type { AppAction, AppServices } from '../../../state/app-services.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useActions } from '../../../state/hooks.ts';
import { bringPaths } from '../../../state/library/imports.ts';
import { librarySessionOf } from '../../../state/library/library-session.ts';
import { textFileTaker } from '../../../state/dropped-files.ts';
import { useStore } from '../../../state/store.ts';
import { Icon } from '../../../ui/icon.tsx';
import styles from './drop-zone.module.css';

function openAdding(app: AppServices): void {
  app.router.navigate({ screen: 'library' });
  librarySessionOf(app).isAdding.set(true);
}

const addAction: readonly AppAction[] = [
  { id: 'library.add', label: 'action.library-add', icon: 'plus', section: 'models', run: openAdding },
];

function hasFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') === true;
}

/** Model files and folders dropped anywhere on the window. Mounted once, over every screen. */
export function DropZone() {
  const app = useApp();
  const [isOver, setIsOver] = useState(false);
  useActions(addAction);
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
      dragover: (event) => event.preventDefault(),
      drop: (event) => {
        // Otherwise a browser leaves the page and shows the file.
        event.preventDefault();
        depth = 0;
        setIsOver(false);
        take(app, event.dataTransfer);
      },
    };
    const controller = new AbortController();
    for (const [type, listener] of Object.entries(listeners)) {
      const whenFiles = (event: Event): void => {
        if (event instanceof DragEvent && hasFiles(event)) listener(event);
      };
      window.addEventListener(type, whenFiles, { signal: controller.signal });
    }
    return () => controller.abort();
  }, [app]);
  return isOver ? <Overlay /> : null;
}

/** Models and folders go to the library; every other file to whoever takes text, where somebody does. */
function take(app: AppServices, dropped: DataTransfer | null): void {
  const files = [...(dropped?.files ?? [])];
  const taker = textFileTaker(app).get();
  const isForLibrary = taker === null || hasFolder(dropped) || files.some(({ name }) => modelFile.test(name));
  if (isForLibrary) bring(app, files);
  else taker.take(files);
}

const modelFile = /\.(gguf|safetensors)$/i;

function hasFolder(dropped: DataTransfer | null): boolean {
  return [...(dropped?.items ?? [])].some((item) => item.webkitGetAsEntry()?.isDirectory === true);
}

/** The desktop knows where a dropped file lies; a browser does not tell, so its path is asked for. */
function bring(app: AppServices, files: readonly File[]): void {
  const bridge = window.counterweight;
  const paths = bridge === undefined ? [] : files.map((file) => bridge.pathOfFile(file)).filter((path) => path !== '');
  if (paths.length === 0) {
    openAdding(app);
    return;
  }
  librarySessionOf(app).isAdding.set(false);
  app.router.navigate({ screen: 'library' });
  bringPaths(app, paths);
}

function Overlay() {
  const surface = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => surface.current?.showPopover(), []);
  const takesText = useStore(textFileTaker(useApp()), (taker) => taker !== null);
  const host = window.counterweight === undefined ? 'drop-web' : 'drop';
  return (
    <div ref={surface} popover="manual" className={styles.overlay}>
      <div className={styles.card}>
        <Icon name={takesText ? 'attach' : 'download'} size={28} />
        <p className={styles.title}>{takesText ? t('attach.drop') : t(`library.${host}-title`)}</p>
        <p>{takesText ? t('attach.drop-why') : t(`library.${host}-why`)}</p>
      </div>
    </div>
  );
}

import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { flushSync } from 'react-dom';
import { shortcutCaps } from '../../actions/shortcut.ts';
import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Kbd } from '../../ui/kbd.tsx';
import { nextMenuIndex } from '../../ui/menu-navigation.ts';
import { SearchHead } from '../../ui/search-head.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { useCommands, type Command } from './use-commands.ts';
import styles from './command-palette.module.css';

/** Every command of the app, found by typing. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }) {
  const app = useApp();
  const [query, setQuery] = useState('');
  const [index, setIndex] = useState(0);
  const id = useId();
  const commands = useCommands(query);
  const selected = Math.min(index, commands.length - 1);
  const run = ({ action }: Command) => {
    // The command may move the focus, which a dialog that is still open would not let go.
    flushSync(onClose);
    const done = action.run(app);
    if (done !== undefined) app.attempt(done);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const command = commands[selected];
    const isArrow = event.key === 'ArrowDown' || event.key === 'ArrowUp';
    const next = isArrow
      ? nextMenuIndex(
          event.key,
          selected,
          commands.map(({ label }) => label),
        )
      : null;
    if (next !== null) setIndex(next);
    else if (event.key === 'Enter' && !event.nativeEvent.isComposing && command !== undefined) run(command);
    else if (event.key.toLowerCase() === 'k' && (app.keyboard.isMac ? event.metaKey : event.ctrlKey)) onClose();
    else return;
    event.preventDefault();
  };
  return (
    <Dialog title={t('palette.title')} onClose={onClose} width="wide" position="top">
      <SearchHead
        label={t('palette.placeholder')}
        value={query}
        onChange={(text) => {
          setQuery(text);
          setIndex(0);
        }}
        listId={`${id}-list`}
        selectedId={selected < 0 ? undefined : `${id}-${selected}`}
        onKeyDown={onKeyDown}
      />
      <CommandList
        id={id}
        commands={commands}
        selected={selected}
        isGrouped={query.trim() === ''}
        onHover={setIndex}
        onRun={run}
      />
      {commands.length === 0 ? <p className={styles.none}>{t('palette.empty', { query })}</p> : null}
      <VisuallyHidden>
        <span role="status">{t('palette.count', { count: commands.length })}</span>
      </VisuallyHidden>
    </Dialog>
  );
}

type CommandListProps = {
  readonly id: string;
  readonly commands: readonly Command[];
  readonly selected: number;
  readonly isGrouped: boolean;
  readonly onHover: (index: number) => void;
  readonly onRun: (command: Command) => void;
};

function CommandList({ id, commands, selected, isGrouped, onHover, onRun }: CommandListProps) {
  const { keyboard } = useApp();
  const list = useRef<HTMLDivElement>(null);
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={t('palette.title')}
      className={styles.list}
      hidden={commands.length === 0}
    >
      {commands.map((command, index) => {
        const { action, label } = command;
        const startsSection = isGrouped && commands[index - 1]?.action.section !== action.section;
        return (
          <div key={action.id} role="presentation">
            {startsSection ? (
              <div role="presentation" className={styles.section}>
                {t(`palette.section-${action.section}`)}
              </div>
            ) : null}
            <div
              id={`${id}-${index}`}
              role="option"
              aria-selected={index === selected}
              className={styles.option}
              onPointerMove={() => onHover(index)}
              onClick={() => onRun(command)}
            >
              <Icon name={action.icon} />
              <span className={styles.label}>{label}</span>
              {action.shortcut === undefined ? null : <Kbd keys={shortcutCaps(action.shortcut, keyboard)} />}
            </div>
          </div>
        );
      })}
    </div>
  );
}

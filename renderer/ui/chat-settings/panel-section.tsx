import type { ReactNode } from 'react';
import { useChatSettingsSession } from '../../state/chat/settings/chat-settings-hooks.ts';
import { useStore } from '../../state/store.ts';
import { Fold } from '../fold.tsx';
import styles from './settings.module.css';

type PanelSectionProps = {
  readonly id: string;
  readonly title: string;
  /** What holds, while the section is folded. */
  readonly summary?: string | null;
  readonly children: ReactNode;
};

/** A part of the panel; stays as open as it was left, in whatever chat. */
export function PanelSection({ id, title, summary = null, children }: PanelSectionProps) {
  const { unfolded } = useChatSettingsSession();
  const isOpen = useStore(unfolded, (open) => open.has(id));
  const turn = (isWanted: boolean): void =>
    unfolded.set((open) => new Set(isWanted ? [...open, id] : [...open].filter((other) => other !== id)));
  return (
    <div className={styles.section}>
      <Fold title={title} isOpen={isOpen} onTurn={turn} summary={isOpen ? null : summary}>
        <div className={styles.fields}>{children}</div>
      </Fold>
    </div>
  );
}

import { t } from '../../../i18n/translate.ts';
import { useOrganiseSession } from '../../../state/chat/organise/organise-hooks.ts';
import { useStore } from '../../../state/store.ts';
import { Icon } from '../../../ui/icon.tsx';
import styles from './conversation-list.module.css';

/** What narrows the list, each to be taken away. */
export function ViewChips() {
  const { view: store } = useOrganiseSession();
  const { isArchive, tag } = useStore(store);
  if (!isArchive && tag === null) return null;
  return (
    <div role="group" aria-label={t('organise.narrowed-by')} className={styles.chips}>
      {isArchive ? (
        <Chip label={t('organise.view-archive')} onEnd={() => store.set((now) => ({ ...now, isArchive: false }))} />
      ) : null}
      {tag === null ? null : <Chip label={`#${tag}`} onEnd={() => store.set((now) => ({ ...now, tag: null }))} />}
    </div>
  );
}

function Chip({ label, onEnd }: { readonly label: string; readonly onEnd: () => void }) {
  return (
    <button type="button" className={styles.chip} aria-label={t('organise.show-without', { label })} onClick={onEnd}>
      <bdi>{label}</bdi>
      <Icon name="close" size={12} />
    </button>
  );
}

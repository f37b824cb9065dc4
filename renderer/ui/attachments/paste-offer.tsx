import { t } from '../../i18n/translate.ts';
import { Button } from '../button.tsx';
import type { Paste } from './use-paste.ts';
import styles from './paste-offer.module.css';

/** Offers a long text that was pasted as a file instead. */
export function PasteOffer({ paste }: { readonly paste: Paste }) {
  if (paste.offered === null) return null;
  return (
    <div className={styles.offer} role="status">
      <span className={styles.words}>{t('attach.pasted', { count: paste.offered.length })}</span>
      <Button size="small" icon="text-file" onClick={paste.attach}>
        {t('attach.paste-as-file')}
      </Button>
      <Button size="small" variant="quiet" onClick={paste.keep}>
        {t('attach.paste-keep')}
      </Button>
    </div>
  );
}

import { t } from '../i18n/translate.ts';
import { useDownloadTotals } from '../state/downloads/download-hooks.ts';

/** Names the window after what it shows, and how far downloads are; one for each screen. */
export function DocumentTitle({ screen }: { readonly screen: string }) {
  const { fraction } = useDownloadTotals();
  const title = t('frame.document-title', { screen });
  return <title>{fraction === null ? title : t('downloads.title-progress', { fraction, title })}</title>;
}

import { t } from '../i18n/translate.ts';

/** Names the window after what it shows; one for each screen. */
export function DocumentTitle({ screen }: { readonly screen: string }) {
  return <title>{t('frame.document-title', { screen })}</title>;
}

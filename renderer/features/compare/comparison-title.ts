import { t } from '../../i18n/translate.ts';

/** What a comparison is called; one that nobody asked anything yet has no title of its own. */
export function comparisonTitle({ title }: { readonly title: string }): string {
  return title === '' ? t('compare.new') : title;
}

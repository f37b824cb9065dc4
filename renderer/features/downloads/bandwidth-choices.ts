import { t } from '../../i18n/translate.ts';

const megabyte = 1_000_000;
const usual: readonly number[] = [1, 2, 5, 10, 20, 50, 100].map((count) => count * megabyte);
const noLimit = 'none';

/** The usual limits, with the present one among them even when it is unusual. */
export function bandwidthChoices(
  current: number | null,
): readonly { readonly value: string; readonly label: string }[] {
  const limits = [...new Set(current === null ? usual : [...usual, current])].sort((a, b) => a - b);
  return [
    { value: noLimit, label: t('downloads.limit-none') },
    ...limits.map((speed) => ({ value: String(speed), label: t('downloads.limit-of', { speed }) })),
  ];
}

export function bandwidthValue(limit: number | null): string {
  return limit === null ? noLimit : String(limit);
}

/** Bytes per second; null for no limit. */
export function bandwidthOf(value: string): number | null {
  return value === noLimit ? null : Number(value);
}

import { formatContext } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';

/** What most conversations need, tokens. */
export const usualContext = 8_192;
const steps: readonly number[] = [2_048, 4_096, 8_192, 16_384, 32_768, 65_536, 131_072, 262_144, 1_048_576];

/** Sizes up to what the model was trained for, that one included. */
export function contextSizes(trained: number | null): readonly number[] {
  if (trained === null) return steps.filter((step) => step <= 131_072);
  const most = Math.max(trained, 512);
  return [...steps.filter((step) => step < most), most];
}

export function firstContext(trained: number | null): number {
  return trained === null ? usualContext : Math.max(512, Math.min(usualContext, trained));
}

export function contextChoices(trained: number | null): readonly { readonly value: string; readonly label: string }[] {
  return contextSizes(trained).map((size) => ({
    value: String(size),
    label: t('discover.context-option', { context: formatContext(size) }),
  }));
}

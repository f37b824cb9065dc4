import { t } from '../../i18n/translate.ts';

const usualMinutes: readonly number[] = [0, 5, 15, 30, 60, 240];

function labelOf(minutes: number): string {
  if (minutes === 0) return t('settings.idle-never');
  if (minutes % 60 === 0) return t('settings.idle-after-hours', { count: minutes / 60 });
  return t('settings.idle-after', { count: minutes });
}

/** The usual times, with the present one among them even when it is unusual; “never” comes last. */
export function idleChoices(currentMinutes: number): readonly { readonly value: string; readonly label: string }[] {
  const minutes = [...new Set([...usualMinutes, currentMinutes])].sort((a, b) => (a || Infinity) - (b || Infinity));
  return minutes.map((value) => ({ value: String(value), label: labelOf(value) }));
}

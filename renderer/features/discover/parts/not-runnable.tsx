import { t } from '../../../i18n/translate.ts';
import { Badge } from '../../../ui/badge.tsx';

/** That the runtime of this app cannot load it, whatever its size. */
export function NotRunnable({ architecture }: { readonly architecture: string | null }) {
  return (
    <Badge
      tone="bad"
      dot="still"
      title={t('discover.not-runnable-why', { architecture: architecture ?? t('discover.unknown') })}
    >
      {t('discover.not-runnable')}
    </Badge>
  );
}

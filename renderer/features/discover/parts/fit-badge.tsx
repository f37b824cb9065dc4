import type { Fit } from '../../../../main/contract/hub.ts';
import { t } from '../../../i18n/translate.ts';
import { Badge } from '../../../ui/badge.tsx';

const tones = { gpu: 'good', 'gpu-and-cpu': 'good', cpu: 'good', tight: 'caution', 'too-large': 'bad' } as const;

export function fitTone(fit: Fit): (typeof tones)[Fit] {
  return tones[fit];
}

/** Whether a model would run here, guessed from its size. */
export function FitBadge({ fit }: { readonly fit: Fit }) {
  return (
    <Badge tone={fitTone(fit)} dot="still" title={t('discover.fit-guess')}>
      {t(`discover.fit-${fit}`)}
    </Badge>
  );
}

import type { HubModelSummary } from '../../../../main/contract/hub.ts';
import { t } from '../../../i18n/translate.ts';
import { Icon } from '../../../ui/icon.tsx';
import styles from './gating-badge.module.css';

/** That the authors give access on conditions. Nothing for open models. */
export function GatingBadge({ gating }: { readonly gating: HubModelSummary['gating'] }) {
  if (gating === 'open') return null;
  return (
    <span className={styles.gating}>
      <Icon name="lock" size={12} />
      {t(`discover.gating-${gating}`)}
    </span>
  );
}

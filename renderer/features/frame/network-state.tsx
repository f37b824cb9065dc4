import { useRef } from 'react';
import type { NetworkUse } from '../../../main/contract/system.ts';
import { t } from '../../i18n/translate.ts';
import { useNetworkUse } from '../../state/hooks.ts';
import { formatRoute } from '../../state/route.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './network-state.module.css';

/** What left this computer since the start, and for what. Leads to the privacy statement. */
export function NetworkState({ isCollapsed }: { readonly isCollapsed: boolean }) {
  const link = useRef<HTMLAnchorElement>(null);
  const use = useNetworkUse();
  const hasAsked = use !== null && use.requestCount > 0;
  const label = hasAsked ? askedLabel(use) : t('frame.network-nothing');
  return (
    <>
      <a
        ref={link}
        href={formatRoute({ screen: 'settings' })}
        className={classNames(styles.state, hasAsked && styles.asked, isCollapsed && styles.collapsed)}
        aria-label={label}
      >
        <Icon name={hasAsked ? 'sent' : 'private'} size={15} />
        {isCollapsed ? null : <span className={styles.label}>{label}</span>}
      </a>
      <Tooltip target={link} text={hasAsked ? askedWhy(use) : t('frame.network-nothing-why')} side="right" />
    </>
  );
}

function askedLabel({ hosts }: NetworkUse): string {
  const [only = ''] = hosts;
  return hosts.length === 1
    ? t('frame.network-asked', { host: only })
    : t('frame.network-asked-many', { count: hosts.length });
}

function askedWhy({ requestCount, sentBytes, receivedBytes, hosts }: NetworkUse): string {
  return t('frame.network-why', {
    count: requestCount,
    sent: sentBytes,
    received: receivedBytes,
    hosts: hosts.join(', '),
  });
}

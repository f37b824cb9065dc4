import { useRef } from 'react';
import type { NetworkUse } from '../../../main/contract/system.ts';
import { t } from '../../i18n/translate.ts';
import { useNetworkUse, useSettings } from '../../state/hooks.ts';
import { formatRoute } from '../../state/route.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './network-state.module.css';

/** What left this computer since the start, and for what, or that nothing can. Leads to the privacy statement. */
export function NetworkState({ isCollapsed }: { readonly isCollapsed: boolean }) {
  const link = useRef<HTMLAnchorElement>(null);
  const use = useNetworkUse();
  const isOffline = useSettings()?.isOffline ?? false;
  const { label, why, icon } = isOffline ? offline() : asked(use);
  return (
    <>
      <a
        ref={link}
        href={formatRoute({ screen: 'settings' })}
        className={classNames(styles.state, icon !== 'private' && styles.asked, isCollapsed && styles.collapsed)}
        aria-label={label}
      >
        <Icon name={icon} size={15} />
        {isCollapsed ? null : <span className={styles.label}>{label}</span>}
      </a>
      <Tooltip target={link} text={why} side="right" />
    </>
  );
}

type Shown = { readonly label: string; readonly why: string; readonly icon: IconName };

const offline = (): Shown => ({
  label: t('frame.network-offline'),
  why: t('frame.network-offline-why'),
  icon: 'offline',
});

function asked(use: NetworkUse | null): Shown {
  if (use === null || use.requestCount === 0) {
    return { label: t('frame.network-nothing'), why: t('frame.network-nothing-why'), icon: 'private' };
  }
  return { label: askedLabel(use), why: askedWhy(use), icon: 'sent' };
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

import { useRef } from 'react';
import { t } from '../../i18n/translate.ts';
import { formatRoute } from '../../state/route.ts';
import { classNames } from '../../ui/class-names.ts';
import { Icon } from '../../ui/icon.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './network-state.module.css';

/** What left this computer: nothing, in this version. Leads to the privacy statement. */
export function NetworkState({ isCollapsed }: { readonly isCollapsed: boolean }) {
  const link = useRef<HTMLAnchorElement>(null);
  const label = t('frame.network-nothing');
  return (
    <>
      <a
        ref={link}
        href={formatRoute({ screen: 'settings' })}
        className={classNames(styles.state, isCollapsed && styles.collapsed)}
        aria-label={label}
      >
        <Icon name="private" size={15} />
        {isCollapsed ? null : label}
      </a>
      <Tooltip target={link} text={t('frame.network-why')} side="right" />
    </>
  );
}

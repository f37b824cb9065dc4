import type { HubModelPage } from '../../../../main/contract/hub.ts';
import { t } from '../../../i18n/translate.ts';
import { useHubAccount } from '../../../state/hub/hub-hooks.ts';
import { formatRoute } from '../../../state/route.ts';
import { Icon } from '../../../ui/icon.tsx';
import styles from './gating-notice.module.css';

/** The element a refused press leads to. */
export const gatingNoticeId = 'access-notice';

/** How to get access to a model whose authors ask for something first. */
export function GatingNotice({ page }: { readonly page: HubModelPage }) {
  const user = useHubAccount().latest?.user ?? null;
  if (page.gating === 'open') return null;
  return (
    <section id={gatingNoticeId} tabIndex={-1} className={styles.notice} aria-labelledby={`${gatingNoticeId}-title`}>
      <Icon name="lock" size={18} className={styles.icon} />
      <div className={styles.words}>
        <h2 id={`${gatingNoticeId}-title`} className={styles.title}>
          {t(`discover.gated-title-${page.gating}`)}
        </h2>
        <p>{t(`discover.gated-${page.gating}`)}</p>
        {user === null ? null : (
          <p className={styles.user}>
            {user.isForThisHub ? t('discover.gated-signed-in', { name: user.name }) : t('discover.gated-other-hub')}
          </p>
        )}
        <p className={styles.links}>
          <a href={page.webAddress} target="_blank" rel="noopener noreferrer">
            {t('discover.gated-open')}
          </a>
          {user?.isForThisHub === true ? null : (
            <a href={formatRoute({ screen: 'settings' })}>{t('discover.gated-token')}</a>
          )}
        </p>
      </div>
    </section>
  );
}

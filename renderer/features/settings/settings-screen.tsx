import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { useStore } from '../../state/store.ts';
import { DocumentTitle } from '../../ui/document-title.tsx';
import { ErrorPanel } from '../../ui/error-panel.tsx';
import { ScreenHeader } from '../../ui/screen-header.tsx';
import { BackupsSection } from './backups/backups-section.tsx';
import { ComputerSection } from './computer-section.tsx';
import { ConversationsSection } from './conversations-section.tsx';
import { HubSection } from './hub-section.tsx';
import { PricesSection } from './prices/prices-section.tsx';
import { PreferenceSections } from './preference-sections.tsx';
import { PrivacySection } from './privacy-section.tsx';
import styles from './settings-screen.module.css';

/** What a person can choose for the whole app, what it promises, and what it runs on. */
export function SettingsScreen() {
  const app = useApp();
  const settings = useStore(app.settings.store);
  const info = useStore(app.info.store);
  return (
    <>
      <DocumentTitle screen={t('settings.title')} />
      <ScreenHeader title={t('settings.title')} />
      <div className={styles.scroll}>
        <div className={styles.page}>
          {settings.status === 'failed' ? (
            <ErrorPanel error={settings.error} onRetry={app.settings.retry} />
          ) : (
            <PreferenceSections
              settings={settings.status === 'live' ? settings.value : null}
              onChange={app.updateSettings}
            />
          )}
          <ConversationsSection />
          <PricesSection />
          <BackupsSection />
          <HubSection />
          <PrivacySection />
          {info.status === 'failed' ? (
            <ErrorPanel error={info.error} onRetry={app.info.retry} />
          ) : (
            <ComputerSection info={info.status === 'live' ? info.value : null} />
          )}
        </div>
      </div>
    </>
  );
}

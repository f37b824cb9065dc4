import { t } from '../../i18n/translate.ts';
import { SettingsSection } from './settings-section.tsx';
import { HubAddressRow } from './hub-address-row.tsx';
import { HubTokenRow } from './hub-token-row.tsx';
import { ProxyRow } from './proxy-row.tsx';

/** Who the person is at the Hub, and where the Hub is. */
export function HubSection() {
  return (
    <SettingsSection title={t('settings.hub')}>
      <HubTokenRow />
      <HubAddressRow />
      <ProxyRow />
    </SettingsSection>
  );
}

import { t } from '../../i18n/translate.ts';
import { useApp } from '../../state/app-context.tsx';
import { openExport, openImport } from '../../state/chat/exchange.ts';
import { Button } from '../../ui/button.tsx';
import { CardSection } from '../../ui/card-section.tsx';
import { SettingsRow } from './settings-row.tsx';
import { TitlesRow } from './titles-row.tsx';

/** Conversations out and in as a whole. */
export function ConversationsSection() {
  const app = useApp();
  return (
    <CardSection title={t('settings.conversations')}>
      <TitlesRow />
      <SettingsRow label={t('settings.export')} why={t('settings.export-why')}>
        <Button icon="export" onClick={() => openExport(app, null)}>
          {t('export.everything-menu')}
        </Button>
      </SettingsRow>
      <SettingsRow label={t('settings.import')} why={t('settings.import-why')}>
        <Button icon="import" onClick={() => openImport(app)}>
          {t('import.menu')}
        </Button>
      </SettingsRow>
    </CardSection>
  );
}

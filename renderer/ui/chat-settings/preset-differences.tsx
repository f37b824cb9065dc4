import { t } from '../../i18n/translate.ts';
import type { EditedSettings } from '../../state/chat/settings/chat-settings-hooks.ts';
import { differences } from '../../state/chat/settings/differences.ts';
import { Button } from '../button.tsx';
import { settingName, settingValue } from './setting-words.ts';
import styles from './settings.module.css';

/** In what this chat differs from the defaults, one by one. */
export function PresetDifferences({ edited }: { readonly edited: EditedSettings }) {
  const found = differences(edited.inherited.settings, edited.effective.settings);
  if (found.length === 0) return null;
  return (
    <details className={styles.differences}>
      <summary>{t('chat-settings.differences', { count: found.length })}</summary>
      <ul>
        {found.map(({ path, from, to }) => (
          <li key={path}>
            {t('chat-settings.difference', {
              name: settingName(path),
              from: settingValue(path, from),
              to: settingValue(path, to),
            })}
          </li>
        ))}
      </ul>
      <Button size="small" variant="quiet" onClick={() => edited.replace({})}>
        {t('chat-settings.all-default')}
      </Button>
    </details>
  );
}

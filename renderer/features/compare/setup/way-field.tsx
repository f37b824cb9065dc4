import { maxSystemPromptLength, type ChatSettings } from '../../../../main/contract/chat-settings.ts';
import type { ContestantSetup } from '../../../../main/contract/contestants.ts';
import { t } from '../../../i18n/translate.ts';
import { withChange } from '../../../state/chat/settings/own-settings.ts';
import type { Way } from '../../../state/compare/setup/line-up.ts';
import { Button } from '../../../ui/button.tsx';
import { NumberField } from '../../../ui/number-field.tsx';
import styles from './entrant-row.module.css';

type WayFieldProps = {
  readonly way: Way;
  readonly number: number;
  readonly setup: ContestantSetup;
  readonly inherited: ChatSettings;
  readonly onChange: (setup: ContestantSetup) => void;
  readonly onLibrary: () => void;
};

/** What the comparison is about, right in the contestant's row. */
export function WayField({ way, number, setup, inherited, onChange, onLibrary }: WayFieldProps) {
  if (way === 'temperatures') {
    const temperature = setup.settings.sampling?.temperature ?? inherited.sampling.temperature;
    return (
      <span className={styles.temperature}>
        <span aria-hidden="true">{t('compare-setup.temperature')}</span>
        <NumberField
          label={t('compare-setup.temperature-of', { number })}
          value={temperature}
          least={0}
          most={10}
          isShort
          onChange={(value) =>
            onChange({
              ...setup,
              settings: withChange(setup.settings, { sampling: { temperature: value ?? 0 } }, inherited),
            })
          }
        />
      </span>
    );
  }
  if (way !== 'prompts') return null;
  return (
    <div className={styles.prompt}>
      <textarea
        className={styles.area}
        aria-label={t('compare-setup.prompt-of', { number })}
        placeholder={t('compare-setup.prompt-placeholder')}
        maxLength={maxSystemPromptLength}
        rows={2}
        dir="auto"
        value={setup.systemPrompt}
        onChange={(event) => onChange({ ...setup, systemPrompt: event.target.value })}
      />
      <Button
        size="small"
        variant="quiet"
        aria-label={t('compare-setup.prompt-library-for', { number })}
        onClick={onLibrary}
      >
        {t('compare-setup.prompt-library')}
      </Button>
    </div>
  );
}

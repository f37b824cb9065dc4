import type { ReactNode } from 'react';
import { loadLimits } from '../../../main/contract/load-settings.ts';
import { formatNumber } from '../../i18n/format.ts';
import { settingName } from '../../i18n/setting-text.ts';
import { t } from '../../i18n/translate.ts';
import { parseCount } from '../../state/runtime/parse-count.ts';
import { withRefused } from '../../state/runtime/settings-draft.ts';
import { SmallInput } from '../small-input.tsx';
import { SettingFrame } from './setting-frame.tsx';
import { useSetting, type SettingProps } from './use-setting.ts';

type CountField = 'contextSize' | 'threads' | 'batchSize';

type CountSettingProps = SettingProps & {
  readonly field: CountField;
  readonly automatic: string;
  readonly children?: ReactNode;
};

/** A number that is decided at each load until somebody writes one. What is no number stays as it was typed. */
export function CountSetting({ field, automatic, children, ...props }: CountSettingProps) {
  const { drafted } = props;
  const { value, set, frame } = useSetting(field, props);
  const refused = drafted.draft.refused[field];
  const bounds = loadLimits[field];
  const text = refused ?? (value === 'auto' ? '' : String(value));
  const error =
    refused === undefined
      ? frame.error
      : t('run.invalid-count', { least: bounds.least, most: formatNumber(bounds.most) });
  const type = (typed: string): void => {
    if (typed.trim() === '') return set('auto');
    const count = parseCount(typed, bounds);
    if (count === null) drafted.change(withRefused(drafted.draft, field, typed));
    else set(count);
  };
  return (
    <SettingFrame
      {...frame}
      error={error}
      why={t(`run.why-${field}`)}
      automatic={automatic}
      control={
        <SmallInput
          label={settingName(field)}
          text={text}
          isWrong={error !== null}
          describedBy={error === null ? `${frame.id}-why` : `${frame.id}-error ${frame.id}-why`}
          placeholder={t('run.automatic')}
          onText={type}
        />
      }
    >
      {children}
    </SettingFrame>
  );
}

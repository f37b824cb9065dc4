import type { ReactNode } from 'react';
import { settingName } from '../../i18n/setting-text.ts';
import { t } from '../../i18n/translate.ts';
import type { SettingField } from '../../state/runtime/settings-draft.ts';
import { SettingFrame as PlainFrame } from '../setting-frame.tsx';

export type SettingFrameProps = {
  /** Prefix of the ids of its explanation and its error. */
  readonly id: string;
  readonly field: SettingField;
  readonly why: string;
  /** What it comes to when nobody chooses; null where there is nothing to come to. */
  readonly automatic: string | null;
  readonly isAutomatic: boolean;
  readonly onReset: () => void;
  readonly error?: string | null;
  /** The control beside the name. */
  readonly control?: ReactNode;
  /** Below both, over the whole width. */
  readonly children?: ReactNode;
};

/** One load setting: besides its explanation it tells its automatic value. */
export function SettingFrame({ field, why, automatic, isAutomatic, ...rest }: SettingFrameProps) {
  const name = settingName(field);
  return (
    <PlainFrame
      {...rest}
      name={name}
      isOwn={!isAutomatic}
      resetLabel={t('run.reset', { field: name })}
      why={automatic === null ? why : `${why} ${t('run.automatic-is', { value: automatic })}`}
    />
  );
}

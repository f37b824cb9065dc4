import { useId } from 'react';
import { t } from '../../i18n/translate.ts';
import type { SettingPath } from '../../state/chat/settings/differences.ts';
import { NumberField } from '../number-field.tsx';
import { SettingFrame } from '../setting-frame.tsx';
import { Slider } from '../slider.tsx';
import { settingName } from './setting-words.ts';

type NumberSettingProps = {
  readonly path: SettingPath;
  readonly value: number | null;
  /** What it is when the chat has nothing of its own. */
  readonly usual: number | null;
  /** What may be typed. */
  readonly least: number;
  readonly most: number;
  /** The useful part of that, on a line. */
  readonly line?: { readonly most: number; readonly step: number; readonly least?: number };
  readonly isWhole?: boolean;
  /** Where it changes nothing. */
  readonly off?: number;
  /** With one, no number is a choice too. */
  readonly placeholder?: string;
  readonly onChange: (value: number | null) => void;
};

/** A number that decides how words are chosen: a line, a field, what it does, and where it is off. */
export function NumberSetting(props: NumberSettingProps) {
  const { path, value, usual, least, most, line, isWhole = false, off, placeholder, onChange } = props;
  const id = useId();
  const name = settingName(path);
  const why = t(`chat-settings.why.${path}` as 'chat-settings.why.sampling.topP');
  const lineLeast = line?.least ?? least;
  return (
    <SettingFrame
      id={id}
      name={name}
      isOwn={value !== usual}
      resetLabel={t('chat-settings.reset', { name })}
      onReset={() => onChange(usual)}
      why={off === undefined ? why : `${why} ${t('chat-settings.off-at', { value: String(off) })}`}
      control={
        <NumberField
          label={name}
          value={value}
          least={least}
          most={most}
          isWhole={isWhole}
          describedBy={`${id}-why`}
          onChange={onChange}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
      }
    >
      {line === undefined ? null : (
        <Slider
          label={name}
          value={Math.min(Math.max(value ?? lineLeast, lineLeast), line.most)}
          valueText={value === off ? t('chat-settings.off') : undefined}
          least={lineLeast}
          most={line.most}
          step={line.step}
          onChange={onChange}
        />
      )}
    </SettingFrame>
  );
}

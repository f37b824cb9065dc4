import { useId, useRef, useState } from 'react';
import { t } from '../../i18n/translate.ts';
import type { SettingPath } from '../../state/chat/settings/differences.ts';
import { escapeText, unescapeText } from '../../state/chat/settings/escaped-text.ts';
import { isSameValue } from '../../state/chat/settings/own-settings.ts';
import { Button } from '../button.tsx';
import { IconButton } from '../icon-button.tsx';
import { SettingFrame } from '../setting-frame.tsx';
import { TextField } from '../text-field.tsx';
import { settingName } from './setting-words.ts';
import styles from './settings.module.css';

type TextListSettingProps = {
  readonly path: SettingPath & ('sampling.stop' | 'sampling.dry.sequenceBreakers');
  readonly texts: readonly string[];
  readonly usual: readonly string[];
  readonly mostTexts: number;
  readonly mostLength: number;
  readonly onChange: (texts: readonly string[]) => void;
};

/** A few short texts; line ends are typed as `\n`. */
export function TextListSetting({ path, texts, usual, mostTexts, mostLength, onChange }: TextListSettingProps) {
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState('');
  const name = settingName(path);
  const text = unescapeText(typed);
  const canAdd = text !== '' && text.length <= mostLength && !texts.includes(text) && texts.length < mostTexts;
  const add = (): void => {
    if (!canAdd) return;
    onChange([...texts, text]);
    setTyped('');
  };
  return (
    <SettingFrame
      id={id}
      name={name}
      isOwn={!isSameValue(texts, usual)}
      resetLabel={t('chat-settings.reset', { name })}
      onReset={() => onChange(usual)}
      why={t(`chat-settings.why.${path}`)}
    >
      {texts.length === 0 ? null : (
        <ul className={styles.chips} aria-label={name}>
          {texts.map((kept) => (
            <li key={kept} className={styles.chip}>
              <code>{visible(kept)}</code>
              <IconButton
                size="small"
                icon="close"
                label={t('chat-settings.text-remove', { text: visible(kept) })}
                onClick={() => {
                  onChange(texts.filter((other) => other !== kept));
                  field.current?.focus();
                }}
              />
            </li>
          ))}
        </ul>
      )}
      <form
        className={styles.line}
        onSubmit={(event) => {
          event.preventDefault();
          add();
        }}
      >
        <TextField
          ref={field}
          isCode
          isLabelHidden
          label={name}
          maxLength={mostLength * 2}
          value={typed}
          aria-describedby={`${id}-why`}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Button type="submit" size="small" disabled={!canAdd}>
          {t('chat-settings.text-add')}
        </Button>
      </form>
    </SettingFrame>
  );
}

/** Spaces at the ends would not be seen. */
function visible(text: string): string {
  return escapeText(text).replaceAll(/^ +| +$/g, (spaces) => '␣'.repeat(spaces.length));
}

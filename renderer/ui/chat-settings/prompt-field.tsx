import { useId, useRef } from 'react';
import { builtInVariables, maxSystemPromptLength } from '../../../main/contract/chat-settings.ts';
import { t } from '../../i18n/translate.ts';
import { MenuButton } from '../menu-button.tsx';
import styles from './settings.module.css';
import promptStyles from './system-prompt.module.css';

type PromptFieldProps = {
  readonly text: string;
  readonly label?: string;
  readonly onChange: (text: string) => void;
};

/** A system prompt as it is written, with a way to put variables in. */
export function PromptField({ text, label = t('chat-settings.prompt'), onChange }: PromptFieldProps) {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  const insert = (name: string): void => {
    const area = field.current;
    if (area === null) return;
    const variable = `{{${name}}}`;
    const { selectionStart, selectionEnd } = area;
    onChange(text.slice(0, selectionStart) + variable + text.slice(selectionEnd));
    // After React has put the text in: behind the variable, or on the name that is still to be chosen.
    const isOwn = !builtInVariables.some((known) => known === name);
    requestAnimationFrame(() => {
      area.focus();
      const end = selectionStart + variable.length;
      area.setSelectionRange(isOwn ? selectionStart + 2 : end, isOwn ? end - 2 : end);
    });
  };
  return (
    <div className={promptStyles['prompt-field']}>
      <textarea
        ref={field}
        className={promptStyles.prompt}
        aria-label={label}
        aria-describedby={`${id}-why`}
        placeholder={t('chat-settings.prompt-placeholder')}
        maxLength={maxSystemPromptLength}
        rows={4}
        dir="auto"
        value={text}
        onChange={(event) => onChange(event.target.value)}
      />
      <div className={promptStyles['prompt-foot']}>
        <p id={`${id}-why`} className={styles.note}>
          {t('chat-settings.prompt-why')}
        </p>
        <MenuButton
          size="small"
          icon="variable"
          label={t('chat-settings.prompt-insert')}
          items={[
            ...builtInVariables.map((name) => ({
              id: name,
              label: `{{${name}}}`,
              detail: t(`chat-settings.variable-${name}`),
              onSelect: () => insert(name),
            })),
            {
              id: 'own',
              label: t('chat-settings.prompt-new-variable'),
              startsGroup: true,
              onSelect: () => insert(t('chat-settings.prompt-variable-name')),
            },
          ]}
        />
      </div>
    </div>
  );
}

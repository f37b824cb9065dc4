import type { OwnChatSettings, PromptVariable } from '../../../main/contract/chat-settings.ts';
import { t } from '../../i18n/translate.ts';
import styles from './settings.module.css';
import promptStyles from './system-prompt.module.css';

type PromptVariablesProps = {
  readonly variables: readonly PromptVariable[];
  readonly own: OwnChatSettings['variables'];
  readonly onChange: (variables: OwnChatSettings['variables']) => void;
};

/** The variables of a system prompt: what stands in for those of the app, and fields for the others. */
export function PromptVariables({ variables, own, onChange }: PromptVariablesProps) {
  const builtIn = variables.filter(({ isBuiltIn }) => isBuiltIn);
  const others = variables.filter(({ isBuiltIn }) => !isBuiltIn);
  return (
    <>
      {builtIn.length === 0 ? null : (
        <dl className={promptStyles['built-in']}>
          {builtIn.map(({ name, value }) => (
            <div key={name}>
              <dt>
                <code>{name}</code>
              </dt>
              <dd dir="auto">{value === '' ? '–' : value}</dd>
            </div>
          ))}
        </dl>
      )}
      {builtIn.some(({ name }) => name === 'time') ? (
        <p className={styles.note}>{t('chat-settings.variable-costly')}</p>
      ) : null}
      {others.map(({ name }) => (
        <label key={name} className={promptStyles['own-variable']}>
          <code>{name}</code>
          <textarea
            className={promptStyles['variable-value']}
            aria-label={t('chat-settings.variable', { name })}
            placeholder={t('chat-settings.variable-empty')}
            maxLength={100_000}
            rows={1}
            dir="auto"
            value={own[name] ?? ''}
            onChange={(event) => onChange(withValue(own, name, event.target.value))}
          />
        </label>
      ))}
    </>
  );
}

function withValue(own: OwnChatSettings['variables'], name: string, value: string): OwnChatSettings['variables'] {
  const rest = Object.entries(own).filter(([other]) => other !== name);
  return Object.fromEntries(value === '' ? rest : [...rest, [name, value]]);
}

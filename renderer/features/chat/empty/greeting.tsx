import type { Model } from '../../../../main/contract/models.ts';
import { formatContext, formatParameters } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useRuntime } from '../../../state/hooks.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import styles from './greeting.module.css';

const suggestions = [
  'chat.suggestion-explain',
  'chat.suggestion-write',
  'chat.suggestion-code',
  'chat.suggestion-plan',
] as const;

type GreetingProps = { readonly model: Model; readonly onSuggest: (text: string) => void };

/** A chat that has not begun: who answers, and ways to begin. */
export function Greeting({ model, onSuggest }: GreetingProps) {
  const { facts } = model;
  const state = useRuntime(model.id)?.state;
  const isLoaded = state === 'ready' || state === 'generating';
  return (
    <section className={styles.greeting} aria-labelledby="greeting">
      <h2 id="greeting" className={styles.title}>
        {t('chat.greeting', { name: facts.name })}
      </h2>
      <p className={styles.words}>{t(isLoaded ? 'chat.greeting-loaded' : 'chat.greeting-fresh')}</p>
      <p className={styles.facts}>
        <Badge>{t('chat.greeting-parameters', { count: formatParameters(facts.parameterCount) })}</Badge>
        <Badge>{facts.quantization}</Badge>
        <Badge>{t('chat.greeting-context', { context: formatContext(facts.contextLength) })}</Badge>
      </p>
      <ul className={styles.suggestions} aria-label={t('chat.suggestions')}>
        {suggestions.map((key) => (
          <li key={key}>
            <Button className={styles.suggestion} onClick={() => onSuggest(t(key))}>
              {t(key)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}

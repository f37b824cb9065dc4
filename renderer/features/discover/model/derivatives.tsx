import { useCallback, useState } from 'react';
import type { DerivativesInput, RepoId } from '../../../../main/contract/hub.ts';
import { formatCount } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { formatRoute } from '../../../state/route.ts';
import { useAnswer } from '../../../state/use-answer.ts';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import styles from './aside.module.css';

const relations = ['quantization', 'fine-tune', 'merge', 'adapter'] as const;
const choices = relations.map((value) => ({ value, label: t(`discover.derivatives-${value}`) }));
const shownCount = 12;

/** What others made from this model and published as GGUF, most downloaded first. */
export function Derivatives({ repo }: { readonly repo: RepoId }) {
  const { client } = useApp();
  const [relation, setRelation] = useState<DerivativesInput['relation']>('fine-tune');
  const { state, retry } = useAnswer(
    useCallback(
      (signal) => client.hub.derivatives.query({ repo, relation, cursor: null }, { signal }),
      [client, repo, relation],
    ),
  );
  return (
    <section className={styles.list} aria-label={t('discover.derivatives')}>
      <div className={styles.line}>
        <span className={styles.strong}>{t('discover.derivatives')}</span>
        <SelectField label={t('discover.derivatives-kind')} value={relation} options={choices} onChange={setRelation} />
      </div>
      {state.status === 'waiting' ? (
        <div aria-busy="true">
          <VisuallyHidden>{t('discover.derivatives-loading')}</VisuallyHidden>
          <Skeleton width="70%" />
        </div>
      ) : null}
      {state.status === 'failed' ? <ErrorPanel error={state.error} onRetry={retry} /> : null}
      {state.status === 'live' && state.value.models.length === 0 ? <p>{t('discover.derivatives-none')}</p> : null}
      {state.status === 'live' ? (
        <ul className={styles.found}>
          {state.value.models.slice(0, shownCount).map((model) => (
            <li key={model.id}>
              <a href={formatRoute({ screen: 'discover', repo: model.id })}>{model.id}</a>
              <span className={styles.count} title={t('discover.downloads-count', { count: model.downloads })}>
                {formatCount(model.downloads)}
              </span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}

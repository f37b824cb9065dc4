import { useState } from 'react';
import type { HubModelPage, HubParent } from '../../../../main/contract/hub.ts';
import { t } from '../../../i18n/translate.ts';
import { formatRoute } from '../../../state/route.ts';
import { Button } from '../../../ui/button.tsx';
import { Derivatives } from './derivatives.tsx';
import { Panel } from './panel.tsx';
import styles from './aside.module.css';

/** What the model was made from, and, when asked for, what was made from it. */
export function LineagePanel({ page }: { readonly page: HubModelPage }) {
  const [isOpen, setIsOpen] = useState(false);
  return (
    <Panel title={t('discover.lineage')}>
      <div className={styles.card}>
        {page.parents.length === 0 ? <p>{t('discover.lineage-none')}</p> : null}
        {page.parents.length > 0 ? (
          <ul className={styles.list}>
            {page.parents.map((parent) => (
              <Parent key={parent.id} parent={parent} />
            ))}
          </ul>
        ) : null}
        {isOpen ? (
          <Derivatives repo={page.id} />
        ) : (
          <div>
            <Button size="small" onClick={() => setIsOpen(true)}>
              {t('discover.derivatives-show')}
            </Button>
          </div>
        )}
      </div>
    </Panel>
  );
}

function Parent({ parent }: { readonly parent: HubParent }) {
  return (
    <li>
      <p className={styles.relation}>{t(`discover.relation-${parent.relation}`)}</p>
      <a href={formatRoute({ screen: 'discover', repo: parent.id })}>{parent.id}</a>
      {parent.licence === null ? null : <p className={styles.relation}>{parent.licence.name}</p>}
    </li>
  );
}

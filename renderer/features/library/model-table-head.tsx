import { t } from '../../i18n/translate.ts';
import { classNames } from '../../ui/class-names.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { modelColumns } from './model-columns.ts';
import styles from './model-table.module.css';

export function ModelTableHead() {
  return (
    <div role="rowgroup" className={styles.group}>
      <div role="row" className={styles.head}>
        {modelColumns.map(({ id, label, isNumber, hides }) => (
          <div
            key={id}
            role="columnheader"
            className={classNames(isNumber === true && styles.number, hides && styles[hides])}
          >
            {t(label)}
          </div>
        ))}
        <div role="columnheader">
          <VisuallyHidden>{t('library.column-actions')}</VisuallyHidden>
        </div>
      </div>
    </div>
  );
}

import { t } from '../../i18n/translate.ts';
import { classNames } from '../../ui/class-names.ts';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { modelColumns } from './model-columns.ts';
import styles from './model-table.module.css';

export function ModelTableHead() {
  return (
    <thead>
      <tr>
        {modelColumns.map(({ id, label, isNumber, hides }) => (
          <th
            key={id}
            scope="col"
            className={classNames(styles[`column-${id}`], isNumber === true && styles.number, hides && styles[hides])}
          >
            {t(label)}
          </th>
        ))}
        <th scope="col" className={styles['column-actions']}>
          <VisuallyHidden>{t('library.column-actions')}</VisuallyHidden>
        </th>
      </tr>
    </thead>
  );
}

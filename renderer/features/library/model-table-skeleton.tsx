import { t } from '../../i18n/translate.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { VisuallyHidden } from '../../ui/visually-hidden.tsx';
import { ModelTableHead } from './model-table-head.tsx';
import pageStyles from './library-screen.module.css';
import styles from './model-table.module.css';

const widths = ['62%', '48%', '55%', '40%'];

/** The table's shape while the list is on its way. */
export function ModelTableSkeleton() {
  return (
    <div className={pageStyles.page} aria-busy="true">
      <VisuallyHidden>{t('library.loading')}</VisuallyHidden>
      <Skeleton height="2rem" />
      <table className={styles.table} aria-hidden="true">
        <ModelTableHead />
        <tbody>
          {widths.map((width) => (
            <tr key={width}>
              <td>
                <Skeleton width={width} />
              </td>
              <td>
                <Skeleton />
              </td>
              <td>
                <Skeleton width="70%" />
              </td>
              <td>
                <Skeleton />
              </td>
              <td>
                <Skeleton />
              </td>
              <td className={styles.licence}>
                <Skeleton width="70%" />
              </td>
              <td>
                <Skeleton width="60%" />
              </td>
              <td className={styles.used}>
                <Skeleton width="60%" />
              </td>
              <td />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import { Skeleton } from '../../../ui/skeleton.tsx';
import { ResultHead } from './result-head.tsx';
import styles from './result-list.module.css';

const widths = ['52%', '40%', '61%', '47%', '36%', '55%'];

/** The list's shape while the Hub is asked. `words` say so. */
export function ResultSkeleton({ words }: { readonly words: string }) {
  return (
    <div className={styles.results} aria-busy="true">
      <p role="status" className={styles.count}>
        {words}
      </p>
      <div aria-hidden="true">
        <ResultHead />
        {widths.map((width) => (
          <div key={width} className={styles.row}>
            <Skeleton height="2.25rem" />
            <Skeleton width={width} />
            <span className={styles['where-wide']} />
            <span className={styles['where-wide']}>
              <Skeleton width="6rem" />
            </span>
            <Skeleton width="6rem" />
            <Skeleton width="3rem" />
          </div>
        ))}
      </div>
    </div>
  );
}

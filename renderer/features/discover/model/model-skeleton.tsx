import { Skeleton } from '../../../ui/skeleton.tsx';
import styles from './model-skeleton.module.css';

const rungs = ['34%', '30%', '37%', '32%', '35%'];

/** The page's shape while the Hub is asked. `words` say so. */
export function ModelSkeleton({ words }: { readonly words: string }) {
  return (
    <div className={styles.page} aria-busy="true">
      <p role="status" className={styles.words}>
        {words}
      </p>
      <Skeleton height="4.5rem" />
      {rungs.map((width) => (
        <div key={width} className={styles.rung}>
          <Skeleton width={width} />
          <Skeleton width="5rem" />
        </div>
      ))}
    </div>
  );
}

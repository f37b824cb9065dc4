import styles from './skeleton.module.css';

type SkeletonProps = {
  /** Any CSS length. */
  readonly width?: string;
  readonly height?: string;
};

/** A grey bar where text will be. Put the group into an element with `aria-busy` and a name. */
export function Skeleton({ width = '100%', height }: SkeletonProps) {
  return (
    <span aria-hidden="true" className={styles.bar} style={height === undefined ? { width } : { width, height }} />
  );
}

import { useRef } from 'react';
import type { SystemLoad } from '../../../main/contract/system.ts';
import { formatMemory } from '../../i18n/format.ts';
import { t } from '../../i18n/translate.ts';
import { useSystemLoad } from '../../state/hooks.ts';
import { memoryShares, type MemoryShares } from '../../state/system-load.ts';
import { classNames } from '../../ui/class-names.ts';
import { Skeleton } from '../../ui/skeleton.tsx';
import { Tooltip } from '../../ui/tooltip.tsx';
import styles from './running-models.module.css';

/** The processes that hold models, and how they share this computer's memory. */
export function RunningModels({ isCollapsed }: { readonly isCollapsed: boolean }) {
  const load = useSystemLoad();
  if (load === null) {
    return (
      <div className={classNames(styles.running, isCollapsed && styles.collapsed)} aria-busy="true">
        <Skeleton height="0.25rem" />
      </div>
    );
  }
  return isCollapsed ? <CollapsedLoad load={load} /> : <FullLoad load={load} />;
}

function FullLoad({ load }: { readonly load: SystemLoad }) {
  const shares = memoryShares(load);
  return (
    <section className={styles.running} aria-label={t('frame.running')}>
      {load.runners.length === 0 ? (
        <p className={styles.none}>{t('frame.running-none')}</p>
      ) : (
        <ul className={styles.list}>
          {load.runners.map((runner) => (
            <li key={runner.modelId} className={styles.model}>
              <span aria-hidden="true" className={styles.dot} />
              <span className={styles.name} title={runner.modelName}>
                {runner.modelName}
              </span>
              <span className={styles.figure}>{formatMemory(runner.memoryBytes)}</span>
            </li>
          ))}
        </ul>
      )}
      <MemoryBar shares={shares} />
      <p className={styles.figure}>{t('frame.memory-free', { free: shares.freeBytes, total: shares.totalBytes })}</p>
    </section>
  );
}

function CollapsedLoad({ load }: { readonly load: SystemLoad }) {
  const target = useRef<HTMLDivElement>(null);
  const shares = memoryShares(load);
  const count = load.runners.length;
  const running = count === 0 ? t('frame.running-none') : t('frame.running-count', { count });
  return (
    <>
      <div ref={target} className={classNames(styles.running, styles.collapsed)}>
        <MemoryBar shares={shares} />
      </div>
      <Tooltip
        target={target}
        text={`${running} · ${t('frame.memory-free', { free: shares.freeBytes, total: shares.totalBytes })}`}
        side="right"
      />
    </>
  );
}

function MemoryBar({ shares }: { readonly shares: MemoryShares }) {
  const { totalBytes: total, modelBytes: models, otherBytes: others, freeBytes: free } = shares;
  const width = (bytes: number) => ({ width: `${((bytes / total) * 100).toFixed(1)}%` });
  return (
    <div role="img" aria-label={t('frame.memory-bar', { models, others, free, total })} className={styles.bar}>
      {models > 0 ? <span className={styles.models} style={width(models)} /> : null}
      <span className={styles.others} style={width(others)} />
    </div>
  );
}

import type { FitVerdict, HubFile, HubModelPage, RecommendationReason } from '../../../../main/contract/hub.ts';
import { formatBytes, formatNumber, formatRate } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { Badge } from '../../../ui/badge.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { DownloadControl } from './download-control.tsx';
import { FitChip } from './fit-chip.tsx';
import { qualityOf, rungName } from './rung-words.ts';
import styles from './ladder.module.css';

type RungProps = {
  readonly page: HubModelPage;
  readonly file: HubFile;
  /** Null when it is not known (yet). */
  readonly verdict: FitVerdict | null;
  /** True while the headers are read; an earlier verdict is then about to change. */
  readonly isReading: boolean;
  /** Why it is the one to take; null when it is not. */
  readonly reason: RecommendationReason | null;
};

/** One file: its quality, its size, whether it runs here, and the way to get it. */
export function Rung({ page, file, verdict, isReading, reason }: RungProps) {
  const isRecommended = reason !== null;
  return (
    <li className={classNames(styles.rung, isRecommended && styles.recommended)} aria-label={rungName(file)}>
      <span aria-hidden="true" className={styles.place} />
      <div className={styles.what}>
        <div className={styles.name} title={file.path}>
          <span className={styles.label}>{rungName(file)}</span>
          {isRecommended ? <Badge tone="accent">{t('discover.recommended')}</Badge> : null}
        </div>
        <p className={styles.second} title={file.hasImatrix ? t('discover.imatrix-why') : undefined}>
          {secondLine(file)}
        </p>
      </div>
      <div className={styles.size}>{formatBytes(file.sizeBytes)}</div>
      <div className={classNames(isReading && styles.stale)}>
        <Fit file={file} verdict={verdict} isReading={isReading} />
      </div>
      <div className={classNames(styles.speed, isReading && styles.stale)}>
        {verdict === null || verdict.verdict === 'too-large' ? null : <Speed verdict={verdict} />}
      </div>
      <DownloadControl page={page} file={file} isRecommended={isRecommended} />
      {reason === null ? null : <p className={styles.reason}>{t(`discover.reason-${reason}`)}</p>}
    </li>
  );
}

function secondLine({ bitsPerWeight, parts, hasImatrix }: HubFile): string {
  // Less than a bit a weight means that one of the two figures is not this file's.
  const words = bitsPerWeight === null || bitsPerWeight < 1 ? [] : [qualityOf(bitsPerWeight), bitsOf(bitsPerWeight)];
  const extra = [
    ...(parts.length > 1 ? [t('discover.parts', { count: parts.length })] : []),
    ...(hasImatrix ? [t('discover.imatrix')] : []),
  ];
  return [...words, ...extra].join(' · ');
}

function bitsOf(bitsPerWeight: number): string {
  return t('discover.bits', { bits: formatNumber(Math.round(bitsPerWeight * 100) / 100) });
}

type FitProps = Pick<RungProps, 'file' | 'verdict' | 'isReading'>;

function Fit({ file, verdict, isReading }: FitProps) {
  if (verdict !== null) return <FitChip verdict={verdict} name={rungName(file)} />;
  if (isReading) return <Skeleton width="6rem" height="1.25rem" />;
  return <span className={styles.unknown}>{t('discover.fit-none')}</span>;
}

function Speed({ verdict }: { readonly verdict: FitVerdict }) {
  return (
    <>
      {t(`discover.speed-${verdict.speed}`)}
      <br />
      {`~ ${formatRate(verdict.tokensPerSecond)}`}
    </>
  );
}

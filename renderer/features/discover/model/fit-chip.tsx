import { useRef, useState, type ReactNode } from 'react';
import type { FitVerdict } from '../../../../main/contract/hub.ts';
import { formatContext, formatMemory, formatRate } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Popover } from '../../../ui/popover.tsx';
import { Tooltip } from '../../../ui/tooltip.tsx';
import { fitTone } from '../parts/fit-badge.tsx';
import styles from './fit-chip.module.css';

type FitChipProps = {
  readonly verdict: FitVerdict;
  /** The file's, for the button's own name. */
  readonly name: string;
};

/** Whether a file runs here. The figures come with hover and focus, and stay open when pressed. */
export function FitChip({ verdict, name }: FitChipProps) {
  const [isOpen, setIsOpen] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const words = t(`discover.fit-${verdict.verdict}`);
  const label = t('discover.fit-figures-name', { fit: words, file: name });
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.chip}
        aria-label={label}
        aria-expanded={isOpen}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Badge tone={fitTone(verdict.verdict)} dot="still">
          {words}
        </Badge>
      </button>
      {isOpen ? (
        <Popover
          anchor={button}
          onClose={() => setIsOpen(false)}
          role="dialog"
          aria-label={label}
          className={styles.popover}
        >
          <FitFigures verdict={verdict} />
        </Popover>
      ) : (
        <Tooltip target={button} text={<FitFigures verdict={verdict} />} side="bottom" />
      )}
    </>
  );
}

function FitFigures({ verdict }: { readonly verdict: FitVerdict }) {
  const { gpuLayers: gpu, layerCount: all, freeVideoMemoryBytes: video } = verdict;
  const own = verdict.neededBytes - verdict.weightsBytes - verdict.cacheBytes - verdict.computeBytes;
  return (
    <div className={styles.figures}>
      <dl>
        <Figure name={t('discover.figure-weights')}>{formatMemory(verdict.weightsBytes)}</Figure>
        <Figure name={t('discover.figure-cache', { context: formatContext(verdict.contextSize) })}>
          {formatMemory(verdict.cacheBytes)}
        </Figure>
        <Figure name={t('discover.figure-compute')}>{formatMemory(verdict.computeBytes)}</Figure>
        {own > 0 ? <Figure name={t('discover.figure-process')}>{formatMemory(own)}</Figure> : null}
        <Figure name={t('discover.figure-needed')} isSum>
          {formatMemory(verdict.neededBytes)}
        </Figure>
        <Figure name={t('discover.figure-free')}>{formatMemory(verdict.freeMemoryBytes)}</Figure>
        {video > 0 ? <Figure name={t('discover.figure-free-video')}>{formatMemory(video)}</Figure> : null}
        {video > 0 ? (
          <Figure name={t('discover.figure-layers')}>{t('discover.figure-layers-of', { gpu, all })}</Figure>
        ) : null}
        {verdict.verdict === 'too-large' ? null : (
          <Figure name={t('discover.figure-speed')}>
            {t('discover.figure-speed-about', { rate: formatRate(verdict.tokensPerSecond) })}
          </Figure>
        )}
      </dl>
      <p>{t(`discover.basis-${verdict.basis}`)}</p>
    </div>
  );
}

type FigureProps = { readonly name: string; readonly isSum?: boolean; readonly children: ReactNode };

function Figure({ name, isSum = false, children }: FigureProps) {
  return (
    <div className={isSum ? styles.sum : styles.figure}>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

import { useEffect, useRef, useState } from 'react';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../button.tsx';
import { CopyButton } from '../../copy-button.tsx';
import { IconButton } from '../../icon-button.tsx';
import { useElementSize } from '../../use-element-size.ts';
import blockStyles from '../code-block.module.css';
import { diagramPage } from './diagram-messages.ts';
import { tellFrame, useDiagramFrame, type DiagramState } from './use-diagram-frame.ts';
import { useIsDark } from './use-is-dark.ts';
import styles from './diagram.module.css';

type DiagramProps = {
  readonly source: string;
  /** Back to the source; with a reason when it could not be drawn. */
  readonly onClose: (failure: string | null) => void;
  readonly onDrawn: () => void;
};

const leastHeight = 72;
const mostHeight = 560;
/** Around the drawing, inside its frame. */
const padding = 24;
const zoomStep = 1.25;
const zoomRange = { least: 0.2, most: 4 };

/** A diagram, drawn in a frame that can reach neither this page nor any network. */
export function Diagram({ source, onClose, onDrawn }: DiagramProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  const { width } = useElementSize(frame);
  const state = useDiagramFrame(frame, source, useIsDark());
  const [chosenScale, setChosenScale] = useState<number | null>(null);
  const fitting = fittingScale(state, width);
  const scale = chosenScale ?? fitting;
  useEffect(() => tellFrame(frame.current, { type: 'zoom', scale }), [scale, state]);
  useEffect(() => {
    if (state.status === 'drawn') onDrawn();
    if (state.status === 'failed') onClose(state.reason ?? t('diagram.too-slow'));
  }, [state, onDrawn, onClose]);
  const zoom = (factor: number): void =>
    setChosenScale(Math.min(zoomRange.most, Math.max(zoomRange.least, scale * factor)));
  return (
    <figure className={blockStyles.block}>
      <figcaption className={blockStyles.bar}>
        <span className={blockStyles.language} role="status">
          {t(state.status === 'drawing' ? 'diagram.drawing' : 'diagram.name')}
        </span>
        <IconButton size="small" icon="minus" label={t('diagram.smaller')} onClick={() => zoom(1 / zoomStep)} />
        <IconButton size="small" icon="plus" label={t('diagram.larger')} onClick={() => zoom(zoomStep)} />
        <Button size="small" variant="quiet" disabled={chosenScale === null} onClick={() => setChosenScale(null)}>
          {t('diagram.fit')}
        </Button>
        <Button size="small" variant="quiet" icon="prompt" autoFocus onClick={() => onClose(null)}>
          {t('diagram.show-source')}
        </Button>
        <CopyButton label={t('diagram.copy-source')} text={() => source} />
      </figcaption>
      <iframe
        ref={frame}
        className={styles.frame}
        style={{ height: frameHeight(state, fitting) }}
        src={diagramPage}
        sandbox="allow-scripts"
        title={t('diagram.name')}
      />
    </figure>
  );
}

/** As wide as the column, but never larger than it was drawn. */
function fittingScale(state: DiagramState, width: number): number {
  if (state.status !== 'drawn' || width === 0) return 1;
  return Math.min(1, Math.max(0.4, (width - padding) / state.width));
}

function frameHeight(state: DiagramState, scale: number): number {
  if (state.status !== 'drawn') return leastHeight;
  return Math.min(mostHeight, Math.max(leastHeight, Math.ceil(state.height * scale) + padding));
}

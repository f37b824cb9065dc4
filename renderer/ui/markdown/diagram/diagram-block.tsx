import { useCallback, useState } from 'react';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../button.tsx';
import { CodeBlock } from '../code-block.tsx';
import { Diagram } from './diagram.tsx';
import { longestDiagram } from './diagram-messages.ts';
import { noteDrawn, wasDrawn } from './drawn-diagrams.ts';
import styles from './diagram.module.css';

type DiagramBlockProps = { readonly text: string; readonly isSettled: boolean };

/** A diagram's source, which is drawn when a person asks for it. */
export function DiagramBlock({ text, isSettled }: DiagramBlockProps) {
  const [isDrawn, setIsDrawn] = useState(() => isSettled && wasDrawn(text));
  const [failure, setFailure] = useState<string | null>(null);
  const close = useCallback(
    (reason: string | null) => {
      noteDrawn(text, false);
      setFailure(reason);
      setIsDrawn(false);
    },
    [text],
  );
  const keep = useCallback(() => noteDrawn(text, true), [text]);
  if (isDrawn) return <Diagram source={text} onClose={close} onDrawn={keep} />;
  const canDraw = isSettled && text.length <= longestDiagram;
  return (
    <CodeBlock
      language="mermaid"
      text={text}
      isSettled={isSettled}
      action={
        canDraw ? (
          <Button size="small" variant="quiet" onClick={() => setIsDrawn(true)}>
            {t('diagram.draw')}
          </Button>
        ) : null
      }
      note={
        failure === null ? null : (
          <p className={styles.failure} role="status">
            {t('diagram.failed', { reason: failure })}
          </p>
        )
      }
    />
  );
}

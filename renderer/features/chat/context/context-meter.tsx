import { useRef, useState } from 'react';
import type { ContextUse } from '../../../../main/contract/context.ts';
import { t } from '../../../i18n/translate.ts';
import type { EditedSettings } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { Popover } from '../../../ui/popover.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { ContextBar } from './context-bar.tsx';
import { ContextLegend } from './context-legend.tsx';
import { contextFigures, contextState } from './context-parts.ts';
import styles from './context-meter.module.css';

type ContextMeterProps = {
  /** Null until something was counted. */
  readonly use: ContextUse | null;
  readonly settings: EditedSettings | null;
};

/** How much of the context the next message takes; opens what it is made of. */
export function ContextMeter({ use, settings }: ContextMeterProps) {
  const button = useRef<HTMLButtonElement>(null);
  const [isOpen, setIsOpen] = useState(false);
  const contextSize = use?.contextSize ?? null;
  if (use === null || contextSize === null) return null;
  return (
    <>
      <button
        ref={button}
        type="button"
        className={styles.meter}
        data-state={contextState(use, contextSize)}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setIsOpen(true)}
      >
        <ContextBar use={use} contextSize={contextSize} />
        <VisuallyHidden>{t('context.meter')}</VisuallyHidden> <span>{contextFigures(use, contextSize)}</span>
      </button>
      {isOpen ? (
        <Popover
          anchor={button}
          placement="top-end"
          role="dialog"
          aria-label={t('context.legend')}
          className={styles.popover}
          onClose={() => setIsOpen(false)}
        >
          <ContextLegend use={use} contextSize={contextSize} settings={settings} />
        </Popover>
      ) : null}
    </>
  );
}

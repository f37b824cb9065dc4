import { useEffect, useId, useMemo, useRef, useState } from 'react';
import type { ReplyStats } from '../../../main/contract/chat.ts';
import { t } from '../../i18n/translate.ts';
import { classNames } from '../class-names.ts';
import { Icon } from '../icon.tsx';
import { useIsOverflowing } from '../markdown/use-is-overflowing.ts';
import { visibleText } from '../markdown/visible-text.tsx';
import styles from './reasoning.module.css';

type ReasoningProps = {
  readonly text: string;
  readonly isThinking: boolean;
  /** Once the reply has ended: how long it thought, and how much. */
  readonly stats: ReplyStats | null;
};

/** A model's thoughts, folded into one line. Plain text: nobody needs them laid out while they stream. */
export function Reasoning({ text, isThinking, stats }: ReasoningProps) {
  const [isOpen, setIsOpen] = useState(false);
  const seenMs = useElapsed(isThinking);
  const id = useId();
  return (
    <div className={styles.reasoning}>
      <button
        type="button"
        className={styles.toggle}
        aria-expanded={isOpen}
        aria-controls={id}
        onClick={() => setIsOpen(!isOpen)}
      >
        <Icon name="thinking" size={15} />
        <span className={classNames(isThinking && styles.thinking)}>
          {label(isThinking, stats?.reasoningMs ?? seenMs)}
        </span>
        {isThinking ? null : <Length text={text} tokens={stats?.reasoningTokens ?? null} />}
        {stats?.isReasoningCut === true ? <span className={styles.length}>{t('chat.thoughts-cut')}</span> : null}
        <Icon name="chevron-right" size={14} className={classNames(styles.chevron, isOpen && styles.open)} />
      </button>
      <div id={id} hidden={!isOpen}>
        {isOpen ? <Thoughts text={text} /> : null}
      </div>
    </div>
  );
}

/** In tokens, as a budget is; in words where nobody counted them. Not while they grow: each count reads them all. */
function Length({ text, tokens }: { readonly text: string; readonly tokens: number | null }) {
  const words = useMemo(() => (tokens === null ? countWords(text) : 0), [text, tokens]);
  return (
    <span className={styles.length}>
      {tokens === null ? t('chat.words', { count: words }) : t('chat.figure-tokens', { count: tokens })}
    </span>
  );
}

function Thoughts({ text }: { readonly text: string }) {
  const box = useRef<HTMLDivElement>(null);
  const isOverflowing = useIsOverflowing(box);
  return (
    <div
      ref={box}
      className={styles.text}
      role="group"
      aria-label={t('chat.thoughts')}
      tabIndex={isOverflowing ? 0 : undefined}
    >
      <p dir="auto">{visibleText(text.trim(), 'prose')}</p>
    </div>
  );
}

function label(isThinking: boolean, elapsedMs: number | null): string {
  if (isThinking) return elapsedMs === null ? t('chat.thinking') : t('chat.thinking-for', { duration: elapsedMs });
  return elapsedMs === null ? t('chat.thoughts') : t('chat.thought-for', { duration: elapsedMs });
}

function countWords(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** Whole seconds since the thinking began, as seen by this page; null when it did not see it. */
function useElapsed(isRunning: boolean): number | null {
  const [elapsedMs, setElapsedMs] = useState<number | null>(null);
  useEffect(() => {
    if (!isRunning) return;
    const startMs = performance.now();
    const tick = (): void => setElapsedMs(Math.round((performance.now() - startMs) / 1000) * 1000 || 1000);
    const timer = setInterval(tick, 1_000);
    return () => {
      clearInterval(timer);
      tick();
    };
  }, [isRunning]);
  return elapsedMs;
}

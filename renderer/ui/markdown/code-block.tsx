import { createElement, Fragment, useEffect, useMemo, useRef, useState, type ReactNode } from 'react';
import { t } from '../../i18n/translate.ts';
import { classNames } from '../class-names.ts';
import { CopyButton } from '../copy-button.tsx';
import { IconButton } from '../icon-button.tsx';
import { languageName } from './code-language.ts';
import { CodeText } from './code-text.tsx';
import { loadHighlighter, type CodeSpan } from './highlight.ts';
import { useIsOverflowing } from './use-is-overflowing.ts';
import { visibleText } from './visible-text.tsx';
import styles from './code-block.module.css';

type CodeBlockProps = {
  readonly language: string;
  readonly text: string;
  /** Colours come once the code no longer grows. */
  readonly isSettled: boolean;
  /** A further control beside the others. */
  readonly action?: ReactNode;
  /** Below the code. */
  readonly note?: ReactNode;
};

export function CodeBlock({ language, text, isSettled, action = null, note = null }: CodeBlockProps) {
  const [isWrapped, setIsWrapped] = useState(false);
  const spans = useHighlighting(text, language, isSettled);
  const box = useRef<HTMLPreElement>(null);
  const isOverflowing = useIsOverflowing(box);
  const name = languageName(language);
  const label = name === '' ? t('markdown.code') : t('markdown.code-in', { language: name });
  return (
    <figure className={styles.block}>
      <figcaption className={styles.bar}>
        <span className={styles.language}>
          {name === '' ? t('markdown.code') : name}
          {isSettled ? <LineCount text={text} /> : null}
        </span>
        {action}
        <IconButton
          size="small"
          icon="wrap"
          label={t('markdown.code-wrap')}
          aria-pressed={isWrapped}
          onClick={() => setIsWrapped(!isWrapped)}
        />
        <CopyButton label={t('markdown.code-copy')} text={() => text} />
      </figcaption>
      <pre
        ref={box}
        className={classNames(styles.code, isWrapped && styles.wrapped)}
        dir="ltr"
        tabIndex={isOverflowing ? 0 : undefined}
        role="group"
        aria-label={label}
      >
        <code>
          {spans === null ? <CodeText text={text} /> : createElement(Fragment, null, ...spans.map(spanElement))}
        </code>
      </pre>
      {note}
    </figure>
  );
}

/** Fewer lines are counted at a glance. */
const fewLines = 16;

/** How much code there is, once it is all there. */
function LineCount({ text }: { readonly text: string }) {
  const count = useMemo(() => text.split('\n').length, [text]);
  return count < fewLines ? null : <span className={styles.lines}>{t('reading.code-lines', { count })}</span>;
}

/** Their place is their identity; most of a text has no colour of its own. */
function spanElement({ kind, text }: CodeSpan): ReactNode {
  const shown = visibleText(text, 'code');
  return kind === null ? shown : <span className={styles[kind]}>{shown}</span>;
}

type Highlighting = { readonly text: string; readonly language: string; readonly spans: readonly CodeSpan[] | null };

function useHighlighting(text: string, language: string, isSettled: boolean): readonly CodeSpan[] | null {
  const [done, setDone] = useState<Highlighting | null>(null);
  useEffect(() => {
    if (!isSettled || language === '' || text === '') return;
    let isCurrent = true;
    let idle = 0;
    void loadHighlighter().then((highlight) => {
      if (!isCurrent) return;
      idle = requestIdleCallback(() => setDone({ text, language, spans: highlight(text, language) }), { timeout: 500 });
    });
    return () => {
      isCurrent = false;
      cancelIdleCallback(idle);
    };
  }, [text, language, isSettled]);
  return done?.text === text && done.language === language ? done.spans : null;
}

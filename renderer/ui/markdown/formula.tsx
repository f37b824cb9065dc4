import { useEffect, useLayoutEffect, useRef, useState } from 'react';
import { t } from '../../i18n/translate.ts';
import { classNames } from '../class-names.ts';
import { loadedFormulaRenderer, loadFormulaRenderer, type FormulaRenderer } from './katex.ts';
import { longestFormula } from './math-rules.ts';
import { useIsOverflowing } from './use-is-overflowing.ts';
import { visibleText } from './visible-text.tsx';
import styles from './formula.module.css';

type FormulaProps = {
  readonly tex: string;
  /** As it was written: shown until it is laid out, and where it cannot be. */
  readonly source: string;
  /** On lines of its own. */
  readonly isDisplay: boolean;
};

/** A formula, laid out by KaTeX into the element's own nodes: no HTML string is involved. */
export function Formula({ tex, source, isDisplay }: FormulaProps) {
  const target = useRef<HTMLSpanElement>(null);
  const box = useRef<HTMLSpanElement>(null);
  const isDrawn = useDrawnFormula(tex.length > longestFormula ? null : tex, isDisplay, target);
  const isOverflowing = useIsOverflowing(box);
  return (
    <span
      ref={box}
      className={classNames(styles.formula, isDisplay && styles.display)}
      dir="ltr"
      {...(isDisplay && isOverflowing && { tabIndex: 0, role: 'group', 'aria-label': t('reading.formula') })}
    >
      <span ref={target} hidden={!isDrawn} />
      {isDrawn ? null : <FormulaSource text={source} />}
    </span>
  );
}

/** TeX as it was written. */
export function FormulaSource({ text }: { readonly text: string }) {
  return (
    <code className={styles.source} dir="ltr">
      {visibleText(text, 'code')}
    </code>
  );
}

function useDrawnFormula(tex: string | null, isDisplay: boolean, target: { readonly current: HTMLElement | null }) {
  const [renderer, setRenderer] = useState(() => ({ render: loadedFormulaRenderer() }));
  const [drawn, setDrawn] = useState<string | null>(null);
  const { render } = renderer;
  useEffect(() => {
    if (render !== null || tex === null) return;
    let isCurrent = true;
    // Without it the source stays, which can be read too.
    loadFormulaRenderer().then(
      (loaded) => isCurrent && setRenderer({ render: loaded }),
      () => undefined,
    );
    return () => {
      isCurrent = false;
    };
  }, [render, tex]);
  useLayoutEffect(() => {
    const element = target.current;
    const draw = (): void =>
      setDrawn(element !== null && tex !== null && layOut(render, tex, isDisplay, element) ? tex : null);
    draw();
  }, [render, tex, isDisplay, target]);
  return drawn !== null && drawn === tex;
}

/** @returns false when the renderer is not here yet or does not know what is written. */
function layOut(render: FormulaRenderer | null, tex: string, isDisplay: boolean, target: HTMLElement): boolean {
  if (render === null) return false;
  try {
    render(tex, isDisplay, target);
    return true;
  } catch {
    target.replaceChildren();
    return false;
  }
}

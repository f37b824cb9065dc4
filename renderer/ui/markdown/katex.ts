import type { KatexOptions } from 'katex';

/** Lays a formula out inside an element. @throws Error for anything that is not TeX it knows. */
export type FormulaRenderer = (tex: string, isDisplay: boolean, target: HTMLElement) => void;

/**
 * Nothing of a formula runs, links or loads: KaTeX shows commands that would by their names. Sizes are bounded in em,
 * expansions by number.
 */
const bounds: KatexOptions = {
  trust: false,
  throwOnError: true,
  strict: 'ignore',
  maxExpand: 500,
  maxSize: 12,
  errorColor: '#888888',
};

/** What would link, load or mark up the page: such a formula is shown as it was written. */
const refused = /\\(?:href|url|includegraphics|html[A-Z])/;

/** In MathML these two are inline styles, which the page's policy refuses. */
const styledInMathMl = /\\(?:pmb|fcolorbox)/;

let loaded: FormulaRenderer | null = null;
let loading: Promise<FormulaRenderer> | undefined;

/** The renderer when it is here already: then a formula is drawn without showing its source first. */
export function loadedFormulaRenderer(): FormulaRenderer | null {
  return loaded;
}

/** It and its fonts arrive with the first formula, so that a chat without any never pays for them. */
export function loadFormulaRenderer(): Promise<FormulaRenderer> {
  loading ??= Promise.all([import('katex'), import('katex/dist/katex.min.css')]).then(([{ render }]) => {
    loaded = (tex, displayMode, target) => {
      if (refused.test(tex)) throw new Error('a command that is not followed');
      render(tex, target, { ...bounds, displayMode, output: styledInMathMl.test(tex) ? 'html' : 'htmlAndMathml' });
    };
    return loaded;
  });
  return loading;
}

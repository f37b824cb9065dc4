import { memo, useEffect, useRef, type KeyboardEvent, type MouseEvent } from 'react';
import type { ScoredToken } from '../../../../main/contract/token-view.ts';
import { formatPercent } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { classNames } from '../../../ui/class-names.ts';
import { visibleText } from '../../../ui/markdown/visible-text.tsx';
import { likelihoodOf, nameOf } from './likelihood.ts';
import styles from './token-text.module.css';

type TokenTextProps = {
  readonly tokens: readonly ScoredToken[];
  /** Place of the first of them in the reply. */
  readonly from: number;
  readonly chosen: number | null;
  readonly onChoose: (place: number) => void;
};

const steps: Readonly<Record<string, number>> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

/** Tokens as flowing text. One tab stop; arrow keys go from token to token. */
export function TokenText({ tokens, from, chosen, onChoose }: TokenTextProps) {
  const box = useRef<HTMLDivElement>(null);
  const placed = tokens.map((token, index) => ({ token, place: from + index }));
  const last = from + tokens.length - 1;
  const reached = chosen !== null && chosen >= from && chosen <= last ? chosen : null;
  useEffect(() => {
    if (reached === null) return;
    const element = box.current?.querySelector<HTMLElement>(`[data-place="${reached}"]`);
    element?.scrollIntoView({ block: 'nearest' });
    if (box.current?.contains(document.activeElement)) element?.focus({ preventScroll: true });
  }, [reached]);
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = steps[event.key];
    const target = event.key === 'Home' ? from : event.key === 'End' ? last : null;
    if (step === undefined && target === null) return;
    event.preventDefault();
    const place = target ?? (reached ?? from) + (reached === null ? 0 : (step ?? 0));
    onChoose(Math.min(last, Math.max(from, place)));
  };
  const onClick = (event: MouseEvent): void => {
    const place =
      event.target instanceof Element ? event.target.closest<HTMLElement>('[data-place]')?.dataset['place'] : undefined;
    if (place !== undefined) onChoose(Number(place));
  };
  return (
    <div
      ref={box}
      className={styles.box}
      role="listbox"
      aria-label={t('tokens.list')}
      dir="auto"
      onKeyDown={onKeyDown}
      onClick={onClick}
    >
      {placed.map(({ token, place }) => (
        <Token
          key={place}
          token={token}
          place={place}
          isChosen={place === reached}
          isStop={place === (reached ?? from)}
        />
      ))}
    </div>
  );
}

type TokenProps = {
  readonly token: ScoredToken;
  readonly place: number;
  readonly isChosen: boolean;
  readonly isStop: boolean;
};

const Token = memo(function Token({ token, place, isChosen, isStop }: TokenProps) {
  const { text, isSpecial, probability, kind } = token;
  const share = formatPercent(probability);
  const label = t(isSpecial ? 'tokens.token-special' : 'tokens.token', { text: nameOf(text), share });
  return (
    <span
      role="option"
      aria-selected={isChosen}
      aria-label={label}
      tabIndex={isStop ? 0 : -1}
      data-place={place}
      data-level={likelihoodOf(probability)}
      className={classNames(styles.token, kind === 'reasoning' && styles.thought, isSpecial && styles.special)}
    >
      {visibleText(text === '' ? nameOf(text) : text, 'code')}
    </span>
  );
});

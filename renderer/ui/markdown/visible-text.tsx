import { createElement, Fragment, type ReactNode } from 'react';
import { t } from '../../i18n/translate.ts';
import { revealHidden, type VisiblePart } from './reveal-hidden.ts';
import styles from './markdown.module.css';

/** Text in which characters that could disguise it are shown by their number. */
export function visibleText(text: string, place: 'prose' | 'code'): ReactNode {
  const parts = revealHidden(text, place);
  const [only] = parts;
  if (parts.length === 1 && only?.type === 'text') return only.text;
  return createElement(Fragment, null, ...parts.map(partElement));
}

function partElement(part: VisiblePart): ReactNode {
  if (part.type === 'text') return part.text;
  return (
    <bdi className={styles.hidden} title={t('markdown.hidden-character', { codePoint: part.codePoint })}>
      {part.codePoint}
    </bdi>
  );
}

import { memo, useMemo, useState, type ReactNode } from 'react';
import { LineChunks } from './line-chunks.ts';
import { visibleText } from './visible-text.tsx';
import styles from './code-block.module.css';

/** Code without colours, in parts of some lines each, so that what is written already is not laid out again. */
export function CodeText({ text }: { readonly text: string }) {
  const [chunks] = useState(() => new LineChunks());
  const parts = useMemo(() => chunks.update(text), [chunks, text]);
  if (parts.length === 1) return visibleText(text, 'code');
  return parts.map(partElement);
}

function partElement(text: string, place: number): ReactNode {
  return <CodePart key={place} text={text} />;
}

const CodePart = memo(function CodePart({ text }: { readonly text: string }) {
  // A part that begins or ends with an empty line would lose it as a block of its own.
  return <span className={styles.part}>{visibleText(text === '' ? '\n' : `${text}\n`, 'code')}</span>;
});

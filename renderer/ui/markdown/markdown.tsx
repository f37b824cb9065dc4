import { useMemo, useState } from 'react';
import { BlockStream } from './block-stream.ts';
import { Block } from './block.tsx';
import styles from './markdown.module.css';

type MarkdownProps = {
  readonly text: string;
  /** True while the text still grows at its end. */
  readonly isGrowing: boolean;
};

/** A model's text, laid out. Nothing in it runs or loads anything; blocks that are closed do not render again. */
export function Markdown({ text, isGrowing }: MarkdownProps) {
  const [stream] = useState(() => new BlockStream());
  const blocks = useMemo(() => stream.update(text), [stream, text]);
  return (
    <div className={styles.markdown}>
      {blocks.map(({ node, startOffset }, place) => (
        <Block key={startOffset} node={node} isOpen={isGrowing && place === blocks.length - 1} />
      ))}
    </div>
  );
}

import { memo, useEffect, useMemo, useRef, useState } from 'react';
import { classNames } from '../class-names.ts';
import { BlockStream } from './block-stream.ts';
import { Block } from './block.tsx';
import type { MarkdownBlock } from './markdown-tree.ts';
import { useAwayRoom } from './use-away-room.ts';
import styles from './markdown.module.css';

type MarkdownProps = {
  readonly text: string;
  /** True while the text still grows at its end. */
  readonly isGrowing: boolean;
};

/** A reply of thousands of blocks is compared in groups of so many. */
const groupLength = 32;
/** Of a reply longer than so many groups those far from the screen stand empty: memory is for what can be seen. */
const wholeGroups = 4;

/** A model's text, laid out. Nothing in it runs or loads anything; blocks that are closed do not render again. */
export function Markdown({ text, isGrowing }: MarkdownProps) {
  const [stream] = useState(() => new BlockStream());
  const groups = useMemo(() => groupsOf(stream.update(text)), [stream, text]);
  const isPatchy = useIsPatchy(isGrowing);
  return (
    <div className={classNames(styles.markdown, isPatchy && styles.patchy)}>
      {groups.map((blocks, place) => (
        <BlockGroup
          key={blocks[0]?.startOffset ?? place}
          blocks={blocks}
          isOpen={isGrowing && place === groups.length - 1}
          isRemembered={isGrowing || isPatchy}
          canStandEmpty={groups.length > wholeGroups && place < groups.length - 1}
        />
      ))}
    </div>
  );
}

/**
 * True for a text that grows or has grown here: of that one only what is on the screen is laid out, because it is laid
 * out again at every frame. First all of it is drawn once, so that its height is known and not guessed; a text that
 * stands still would gain nothing.
 */
function useIsPatchy(isGrowing: boolean): boolean {
  const [isPatchy, setIsPatchy] = useState(false);
  useEffect(() => {
    if (!isGrowing) return;
    let frame = requestAnimationFrame(() => {
      frame = requestAnimationFrame(() => setIsPatchy(true));
    });
    return () => cancelAnimationFrame(frame);
  }, [isGrowing]);
  return isPatchy;
}

/** Of a group that is not drawn yet because it is off the screen; afterwards its real height is remembered. */
function estimatedHeight(blocks: readonly MarkdownBlock[]): number {
  const lines = blocks.reduce((sum, { source }) => sum + 1 + source.length / 72, 0);
  return Math.round(lines * 24);
}

function groupsOf(blocks: readonly MarkdownBlock[]): readonly (readonly MarkdownBlock[])[] {
  const groups: (readonly MarkdownBlock[])[] = [];
  for (let start = 0; start < blocks.length; start += groupLength)
    groups.push(blocks.slice(start, start + groupLength));
  return groups;
}

type BlockGroupProps = {
  readonly blocks: readonly MarkdownBlock[];
  readonly isOpen: boolean;
  /** Its height is kept for when it leaves the screen. */
  readonly isRemembered: boolean;
  readonly canStandEmpty: boolean;
};

const BlockGroup = memo(
  function BlockGroup({ blocks, isOpen, isRemembered, canStandEmpty }: BlockGroupProps) {
    const box = useRef<HTMLDivElement>(null);
    const awayRoom = useAwayRoom(box, canStandEmpty);
    if (awayRoom !== null) return <div ref={box} style={awayRoom} />;
    const style = isRemembered ? { containIntrinsicBlockSize: `auto ${estimatedHeight(blocks)}px` } : undefined;
    return (
      <div ref={box} className={styles.group} style={style}>
        {blocks.map(({ node, startOffset }, place) => (
          <Block key={startOffset} node={node} isOpen={isOpen && place === blocks.length - 1} />
        ))}
      </div>
    );
  },
  (before, after) =>
    before.isOpen === after.isOpen &&
    before.isRemembered === after.isRemembered &&
    before.canStandEmpty === after.canStandEmpty &&
    before.blocks.length === after.blocks.length &&
    before.blocks.every((block, place) => block === after.blocks[place]),
);

import { useEffect } from 'react';

const name = 'found-words';
/** Of what is drawn so many places are marked at most. */
const mostMarks = 500;

/** Marks the words looked for in the messages that are drawn, without touching the page's elements. */
export function useMarkedWords(query: string): void {
  useEffect(() => {
    const words = wordsOf(query);
    const column = document.querySelector('[data-scroller]');
    if (words.length === 0 || column === null || !('highlights' in CSS)) return;
    let frame = 0;
    const mark = (): void => {
      frame = 0;
      CSS.highlights.set(name, new Highlight(...rangesIn(column, words)));
    };
    const markSoon = (): void => {
      if (frame === 0) frame = requestAnimationFrame(mark);
    };
    markSoon();
    const observer = new MutationObserver(markSoon);
    observer.observe(column, { childList: true, subtree: true, characterData: true });
    return () => {
      observer.disconnect();
      cancelAnimationFrame(frame);
      CSS.highlights.delete(name);
    };
  }, [query]);
}

function wordsOf(query: string): readonly string[] {
  return [...new Set(query.toLowerCase().match(/[\p{L}\p{N}\p{M}]+/gu) ?? [])];
}

function rangesIn(column: Element, words: readonly string[]): readonly Range[] {
  const ranges: Range[] = [];
  const texts = document.createTreeWalker(column, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null && ranges.length < mostMarks; node = texts.nextNode()) {
    const text = (node.nodeValue ?? '').toLowerCase();
    // Some letters change their length with their case: places would be others.
    if (text.length !== node.nodeValue?.length) continue;
    for (const word of words) {
      for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + word.length)) {
        ranges.push(
          new StaticRange({
            startContainer: node,
            startOffset: at,
            endContainer: node,
            endOffset: at + word.length,
          }) as unknown as Range,
        );
      }
    }
  }
  return ranges;
}

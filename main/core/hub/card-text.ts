/** The card without its YAML front matter, which is for machines. */
export function cardText(markdown: string): string {
  const text = markdown.replace(/^\uFEFF/, '');
  const front = /^---[ \t]*\r?\n(?:[\s\S]*?\r?\n)?---[ \t]*(?:\r?\n|$)/.exec(text);
  return (front ? text.slice(front[0].length) : text).trimStart();
}

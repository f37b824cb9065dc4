import { withoutHidden } from './without-hidden.ts';

const longestTag = 2_000;
const tagPattern = new RegExp(`<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})((?:\\s[^<>]{0,${longestTag}})?)/?>`, 'g');
const notePattern = /^(\s{0,3}>\s?)\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*$/gm;
const fencePattern = /^ {0,3}(`{3,}|~{3,})/;

/** Tags that have a mark of their own in markdown; all others leave only their words. */
const marks: Readonly<Record<string, string>> = {
  b: '**',
  strong: '**',
  i: '*',
  em: '*',
  code: '`',
  del: '~~',
  s: '~~',
};
const breaks: ReadonlySet<string> = new Set(['p', 'div', 'center', 'ul', 'ol', 'table', 'tr', 'details', 'summary']);

/**
 * Turns the plain HTML that model cards are decorated with into markdown, so that a person reads words and not tags.
 * The result is as hostile as its source: only a renderer that trusts nothing may show it.
 * @param base the page's address, for links that are relative to it.
 */
export function cardMarkdown(card: string, base: string): string {
  const parts: string[] = [];
  let prose: string[] = [];
  let fence: string | null = null;
  const flush = (): void => {
    if (prose.length > 0) parts.push(proseMarkdown(prose.join('\n'), base));
    prose = [];
  };
  for (const line of card.split('\n')) {
    const mark = fencePattern.exec(line)?.[1];
    if (fence !== null) {
      parts.push(line);
      if (mark !== undefined && mark.startsWith(fence) && line.trim() === mark) fence = null;
    } else if (mark === undefined) prose.push(line);
    else {
      flush();
      fence = mark;
      parts.push(line);
    }
  }
  flush();
  return parts.join('\n').trim();
}

function proseMarkdown(text: string, base: string): string {
  const links: string[] = [];
  const words = withoutHidden(text)
    .replace(
      notePattern,
      (_line, start: string, kind: string) => `${start}**${kind.charAt(0)}${kind.slice(1).toLowerCase()}**\n${start}`,
    )
    .replace(tagPattern, (_tag, slash: string, name: string, rest: string) =>
      tagMarkdown({ name: name.toLowerCase(), isEnd: slash === '/', rest }, links),
    );
  return withAbsoluteLinks(words, base).replace(/\n{4,}/g, '\n\n\n');
}

type Tag = { readonly name: string; readonly isEnd: boolean; readonly rest: string };

/** `links` holds the addresses of the anchors that are open. */
function tagMarkdown({ name, isEnd, rest }: Tag, links: string[]): string {
  if (name === 'br') return '\n';
  if (name === 'hr') return '\n\n---\n\n';
  if (name === 'img')
    return `![${attribute(rest, 'alt').replaceAll(/[[\]]/g, '')}](${linkTarget(attribute(rest, 'src'))})`;
  if (name === 'a') {
    if (!isEnd) {
      links.push(attribute(rest, 'href'));
      return '[';
    }
    const address = links.pop();
    return address === undefined ? '' : `](${linkTarget(address)})`;
  }
  const heading = /^h([1-6])$/.exec(name)?.[1];
  if (heading !== undefined) return isEnd ? '\n\n' : `\n\n${'#'.repeat(Number(heading))} `;
  if (name === 'li') return isEnd ? '' : '\n- ';
  if (name === 'td' || name === 'th') return isEnd ? ' ' : '';
  const mark = marks[name];
  if (mark !== undefined) return mark;
  return breaks.has(name) ? '\n\n' : '';
}

function attribute(rest: string, name: string): string {
  const found = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(rest);
  return (found?.[1] ?? found?.[2] ?? found?.[3] ?? '').trim();
}

/** Angle brackets let an address hold what would end it. */
function linkTarget(address: string): string {
  return /[\s()]/.test(address) ? `<${address.replaceAll(/[<>\n]/g, '')}>` : address;
}

/** `[text](LICENSE)` names a file of the repository: there the link should lead. */
function withAbsoluteLinks(text: string, base: string): string {
  return text.replace(/\]\((?!#|[a-z][a-z0-9+.-]*:|\/\/|<)([^\s()<>]{1,500})\)/gi, (whole, path: string) => {
    const folder = `${base}/blob/main/`;
    return URL.canParse(path, folder) ? `](${new URL(path, folder).href})` : whole;
  });
}

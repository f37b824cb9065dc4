import { describe, expect, it } from 'vitest';
import { cardMarkdown } from '../../../renderer/features/discover/model/card-markdown.ts';
import { classifyLink } from '../../../renderer/ui/markdown/classify-link.ts';
import { parseMarkdown } from '../../../renderer/ui/markdown/parse-markdown.ts';

const base = 'https://hub.example/a/b';

describe('a model card', () => {
  it.each([
    ['<div align="center"><b>Bold</b></div>', '**Bold**'],
    ['<img src="https://x.example/a.png" width=5 alt="A [logo]">', '![A logo](https://x.example/a.png)'],
    ["<a href='https://x.example/p'>Paper</a>", '[Paper](https://x.example/p)'],
    ['<h2 align="center">Use</h2>', '## Use'],
    ['one<br/>two<br>three', 'one\ntwo\nthree'],
    ['before<!-- hidden\nwords -->after', 'beforeafter'],
    ['x <script>alert(1)</script><style>p{}</style> y', 'x  y'],
    [
      '[Licence](LICENSE) [top](#use) [far](https://x.example)',
      `[Licence](${base}/blob/main/LICENSE) [top](#use) [far](https://x.example)`,
    ],
    ['> [!WARNING]\n> Careful', '> **Warning**\n> \n> Careful'],
    ['a < b and c > d', 'a < b and c > d'],
    ['```html\n<b>code</b>\n```', '```html\n<b>code</b>\n```'],
    ['````\n```\n<b>still code</b>\n````\n<b>prose</b>', '````\n```\n<b>still code</b>\n````\n**prose**'],
    ['', ''],
  ])('%j reads %j', (card, expected) => {
    expect(cardMarkdown(card, base)).toBe(expected);
  });

  // Would catch: a decoration that becomes a link of a kind the app does not follow.
  it('gains no link that may be followed from hostile tags', () => {
    const card = [
      '<a href="javascript:alert(1)">a</a>',
      '<a href=" data:text/html,x">b</a>',
      '<a href="x" onclick="alert(1)">c</a></a></a>',
      '<img src=x onerror=alert(1)>',
      '<a href="https://evil.example/) [real](https://hub.example">d</a>',
    ].join('\n\n');
    const shown = JSON.stringify(parseMarkdown(cardMarkdown(card, base)));
    const links = [...shown.matchAll(/"href":"([^"]+)"/g)].map(([, href = '']) => href);
    expect(shown).not.toMatch(/"href":"(?:javascript|data):/i);
    expect(links.every((href) => classifyLink(href) !== null)).toBe(true);
  });

  // Would catch: a pattern that backtracks, by which one page could freeze the app.
  it.each([
    ['open tags', '<a '.repeat(60_000)],
    ['open comments', '<!--'.repeat(60_000)],
    ['scripts without an end', '<script>'.repeat(30_000)],
    ['attributes without an end', `<img ${'alt="'.repeat(50_000)}`],
    ['brackets', '](x'.repeat(60_000)],
    ['fences', '```\n'.repeat(40_000)],
    ['quotes', '> [!NOTE'.repeat(30_000)],
  ])('of 200 kB of %s is turned in less than a second', (_name, card) => {
    const startedAt = performance.now();
    cardMarkdown(card, base);
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

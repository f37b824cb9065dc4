import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { Markdown } from '../../../renderer/ui/markdown/markdown.tsx';
import { AppContext } from '../../../renderer/state/app-context.tsx';
import type { AppServices } from '../../../renderer/state/app-services.ts';
import { randomMarkdown, seededRandom } from './random-markdown.ts';

/** Buttons of code blocks look the app up; nothing is pressed here, so nothing of it is used. */
const unusedApp = {} as AppServices;

function pageOf(text: string): string {
  return renderToStaticMarkup(
    <AppContext value={unusedApp}>
      <Markdown text={text} isGrowing={false} />
    </AppContext>,
  );
}

const tagPattern = /<([a-z0-9]+)((?:\s+[a-zA-Z:-]+(?:="[^"]*")?)*)\s*\/?>/g;

function tagsOf(html: string): readonly { readonly name: string; readonly attributes: string }[] {
  return [...html.matchAll(tagPattern)].map(([, name = '', attributes = '']) => ({ name, attributes }));
}

const attempts: readonly (readonly [string, string])[] = [
  ['a script', '<script>alert(1)</script>'],
  ['an event handler', '<img src=x onerror=alert(1)> <svg onload=alert(1)>'],
  ['a frame', '<iframe srcdoc="<script>alert(1)</script>"></iframe>'],
  ['a style', '<style>@import url(https://evil.example/x.css)</style>'],
  ['a script link', '[a](javascript:alert(1)) <javascript:alert(1)> [b](JAVASCRIPT&colon;alert(1))'],
  ['a data link', '[a](data:text/html;base64,PHNjcmlwdD4=)'],
  ['an attribute through a title', '[a](https://example.com "x\\" onmouseover=\\"alert(1)")'],
  ['an image', '![a](https://tracker.example/p.png) ![b](data:image/svg+xml;base64,PHN2Zz4=)'],
  ['a language name', '```"><script>alert(1)</script>\nx\n```'],
  ['a heading and a table', '# <b onclick=x>\n\n|<script>|\n|-|\n|<img src=x>|'],
];

describe('the page that a hostile reply makes', () => {
  test.each(attempts)('%s becomes words', (_name, text) => {
    const tags = tagsOf(pageOf(text));
    const loading = tags.filter(({ name }) =>
      /^(script|img|iframe|style|link|object|embed|video|audio|source|form|input)$/.test(name),
    );
    const handlers = tags.filter(({ attributes }) =>
      /\s(on[a-z]+|src|srcset|srcdoc|style|action|formaction)=/i.test(attributes),
    );
    expect([loading, handlers]).toEqual([[], []]);
  });

  // Catches: any path from text to an address, whatever the marks around it.
  test('links lead to secure web pages only, in a new page that knows nothing of this one', () => {
    const random = seededRandom(7);
    for (let round = 0; round < 200; round += 1) {
      const text = `${randomMarkdown(random, 40)} [a](javascript:x) <https://example.com/?q=%00> ${randomMarkdown(random, 20)}`;
      const links = tagsOf(pageOf(text)).filter(({ name }) => name === 'a');
      const wrong = links.filter(
        ({ attributes }) => !/ href="https:\/\/[^"]*" target="_blank" rel="noopener noreferrer"/.test(attributes),
      );
      expect(wrong, text).toEqual([]);
    }
  });

  test('a link that names another host than it opens shows the real one', () => {
    expect(pageOf('[https://bank.example/login](https://evil.example)')).toContain('>evil.example<');
  });

  // Catches: words underlined as a link that the desktop then refuses to open; an address said twice.
  test('addresses this app does not open are words with their address', () => {
    const html = pageOf('[paper](http://example.com/p) <http://example.com/q> <me@example.com>');
    expect(html.replace(/<[^>]*>/g, '')).toBe('paper http://example.com/p http://example.com/q me@example.com');
    expect(tagsOf(html).filter(({ name }) => name === 'a')).toEqual([]);
  });

  test('10,000 nested quotes are shown as their source', () => {
    expect(pageOf(`${'>'.repeat(10_000)} deep`)).toContain(`${'&gt;'.repeat(10_000)} deep`);
  });
});

describe('ordinary replies', () => {
  // Catches: a tick read out as nothing, an ordered list that restarts at 1, a heading that breaks the outline.
  test('keep their meaning for those who hear them', () => {
    const html = pageOf('#### Steps\n\n3. third\n4. fourth\n\n- [x] done\n- [ ] open\n\n|a|\n|-|\n|1|');
    const found = [/<h3[^>]*>Steps<\/h3>/, /<ol start="3"/, /Done:/, /To do:/, /<th[^>]* scope="col">a<\/th>/].map(
      (part) => part.test(html),
    );
    expect(found).toEqual([true, true, true, true, true]);
  });

  test('a single line break stays a line break', () => {
    expect(pageOf('one\ntwo')).toContain('one<br/>two');
  });
});

import { describe, expect, test } from 'vitest';
import { classifyLink, namesAnotherHost } from '../../../renderer/ui/markdown/classify-link.ts';
import { parseMarkdown } from '../../../renderer/ui/markdown/parse-markdown.ts';
import { revealHidden } from '../../../renderer/ui/markdown/reveal-hidden.ts';

const nodesOf = (text: string) => parseMarkdown(text).map(({ node }) => node);

describe('text that tries to run or load something', () => {
  // Catches: turning on raw HTML, or a parser option that recognises it.
  test('raw HTML is words', () => {
    const text = '<script>alert(1)</script><img src=x onerror=alert(1)>';
    expect(nodesOf(text)).toEqual([{ type: 'paragraph', isTight: false, children: [{ type: 'text', text }] }]);
  });

  test.each([
    'http://example.com/',
    'mailto:me@example.com',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://example.com/1',
    '//example.com/x',
    '/relative',
    '#fragment',
    '',
  ])('%j is not followed', (address) => {
    expect(classifyLink(address)).toBeNull();
  });

  test('a link with a script address is shown with the address, as text', () => {
    expect(nodesOf('[click me](javascript:alert(1))')).toEqual([
      {
        type: 'paragraph',
        isTight: false,
        children: [
          { type: 'dead-link', address: 'javascript:alert(1)', children: [{ type: 'text', text: 'click me' }] },
        ],
      },
    ]);
  });

  test('an entity cannot smuggle a scheme in', () => {
    const [node] = nodesOf('[x](&#x6A;avascript:alert(1))');
    expect(node?.type === 'paragraph' && node.children[0]?.type).toBe('dead-link');
  });

  test('an image is its name and address', () => {
    expect(nodesOf('![a cat](https://tracker.example/pixel.png)')).toEqual([
      {
        type: 'paragraph',
        isTight: false,
        children: [{ type: 'image', alt: 'a cat', address: 'https://tracker.example/pixel.png' }],
      },
    ]);
  });
});

describe('links that look like other links', () => {
  test('a name before the host is dropped and the real host known', () => {
    expect(classifyLink('https://google.com@evil.example/a')).toEqual({
      href: 'https://evil.example/a',
      host: 'evil.example',
    });
  });

  test('letters of another script show in their encoded form', () => {
    expect(classifyLink('https://аpple.com/')?.host).toBe('xn--pple-43d.com');
  });

  test.each([
    ['google.com', 'evil.example', true],
    ['https://google.com/login', 'google.com.evil.example', true],
    ['docs.rs', 'docs.rs', false],
    ['example.com', 'www.example.com', false],
    ['the guide', 'evil.example', false],
  ])('%s leading to %s: %s', (label, host, isDifferent) => {
    expect(namesAnotherHost(label, host)).toBe(isDifferent);
  });
});

describe('characters that disguise text', () => {
  test('direction marks and zero-width characters in code are shown by number', () => {
    expect(revealHidden('if (a\u202e\u2066 // b\u200b)', 'code')).toEqual([
      { type: 'text', text: 'if (a' },
      { type: 'hidden', codePoint: 'U+202E' },
      { type: 'hidden', codePoint: 'U+2066' },
      { type: 'text', text: ' // b' },
      { type: 'hidden', codePoint: 'U+200B' },
      { type: 'text', text: ')' },
    ]);
  });

  test('in prose only overrides are shown, and joined emoji stay whole', () => {
    expect(revealHidden('a\u202eb \u200f 👩\u200d🚀', 'prose')).toEqual([
      { type: 'text', text: 'a' },
      { type: 'hidden', codePoint: 'U+202E' },
      { type: 'text', text: 'b \u200f 👩\u200d🚀' },
    ]);
  });
});

describe('text built to exhaust the parser', () => {
  const n = 10_000;
  const hostile: readonly (readonly [string, string])[] = [
    ['quotes', `${'>'.repeat(n)} a`],
    ['list levels', `${'- '.repeat(n)}a`],
    ['indented list levels', Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['mixed levels', `${'> - '.repeat(n)}a`],
    ['brackets', '['.repeat(n)],
    ['image brackets', '!['.repeat(n)],
    ['half links', '[a](<b'.repeat(n)],
    ['emphasis', `${'*'.repeat(n)}a${'*'.repeat(n)}`],
    ['nested emphasis', '**a *b '.repeat(n)],
    ['backticks', Array.from({ length: 2_000 }, (_, i) => `${'`'.repeat((i % 97) + 1)}a`).join(' ')],
    ['table columns', `${'|'.repeat(n)}\n${'|-'.repeat(n)}`],
    ['comments', '<!--a'.repeat(n)],
    ['addresses', 'https://a.b '.repeat(n)],
  ];

  // Catches: a stack overflow, or seconds of a frozen page (the limit is generous for a busy machine).
  test.each(hostile)('10,000 %s are laid out in time', (_name, text) => {
    const startMs = performance.now();
    expect(parseMarkdown(text).length).toBeGreaterThan(0);
    expect(performance.now() - startMs).toBeLessThan(3_000);
  });

  // Catches: the parser's nesting cap swallowing what lies below it.
  test('what is nested too deeply is shown as written', () => {
    const text = `${'>'.repeat(n)} secret`;
    expect(nodesOf(text)).toEqual([{ type: 'plain', text }]);
  });
});

describe('ordinary structure', () => {
  test('an unclosed fence is code to its end, and is known to be open', () => {
    expect(nodesOf('```js\nlet a = 1;\n\nlet b')).toEqual([
      { type: 'code', language: 'js', text: 'let a = 1;\n\nlet b', isClosed: false },
    ]);
  });

  test('a closed fence is known to be closed', () => {
    expect(nodesOf('~~~~python title="x"\n```\n~~~~\n')).toEqual([
      { type: 'code', language: 'python', text: '```', isClosed: true },
    ]);
  });

  test('task lists, alignment and nested quotes', () => {
    expect(nodesOf('- [x] done\n- [ ] open\n\n|a|b|\n|:-:|-:|\n|1|2|\n\n> > deep')).toEqual([
      {
        type: 'list',
        isOrdered: false,
        start: 1,
        items: [
          {
            source: '- [x] done\n',
            isDone: true,
            children: [{ type: 'paragraph', isTight: true, children: [{ type: 'text', text: 'done' }] }],
          },
          {
            source: '- [ ] open\n\n',
            isDone: false,
            children: [{ type: 'paragraph', isTight: true, children: [{ type: 'text', text: 'open' }] }],
          },
        ],
      },
      {
        type: 'table',
        alignments: ['center', 'end'],
        head: { source: '|a|b|\n', cells: [[{ type: 'text', text: 'a' }], [{ type: 'text', text: 'b' }]] },
        rows: [{ source: '|1|2|\n', cells: [[{ type: 'text', text: '1' }], [{ type: 'text', text: '2' }]] }],
      },
      {
        type: 'quote',
        children: [
          {
            type: 'quote',
            children: [{ type: 'paragraph', isTight: false, children: [{ type: 'text', text: 'deep' }] }],
          },
        ],
      },
    ]);
  });

  // Catches: text that vanishes because it looked like a reference definition.
  test('a reference definition stays readable', () => {
    const [node] = nodesOf('[1]: https://example.com/paper');
    expect(node?.type === 'paragraph' && node.children[0]).toEqual({ type: 'text', text: '[1]: ' });
  });
});

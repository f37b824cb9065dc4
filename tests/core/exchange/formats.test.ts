import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import type { ConversationId, MessageId } from '../../../main/contract/ids.ts';
import { conversation, message, opened } from '../../support/exchange/plain-conversation.ts';
import { hardTexts } from '../../support/exchange/random-conversation.ts';

test('Markdown reads well: facts first, a heading a message, thoughts quoted, files fenced, branches apart', async () => {
  const here = opened(
    conversation(
      [
        message('q1', null, 'Which tea?', {
          attachments: [{ name: 'teas.md', sizeBytes: 1, lines: 1, text: '````\nassam\n````' }],
        }),
        message('a1', 'q1', 'Assam.\n', { reasoning: 'Hm.\n\n```\nopen', rating: 'up' }),
        message('a2', 'q1', 'Green, and', { status: 'stopped', stopReason: 'stopped' }),
        message('q2', 'a1', 'Why?'),
      ],
      { ownSettings: { settings: {}, systemPrompt: 'Be brief.', variables: {} } },
    ),
  );
  const { text, exported } = await here.text({ format: 'markdown' });
  expect(exported).toMatchObject({
    fileName: 'Tea the # leaf.md',
    conversations: 1,
    messages: 4,
    lines: null,
    leftOut: [],
  });
  expect(text.replaceAll(/\d{4}-\d\d-\d\dT[\d:]+[+-]\d\d:\d\d/g, 'TIME')).toMatchInlineSnapshot(`
    "---
    title: "Tea: \\"the\\" # leaf"
    created: "TIME"
    updated: "TIME"
    models: ["Tiny *2*"]
    tags: ["hot"]
    exported: "TIME"
    generator: "Counterweight 1.2.3"
    ---

    # Tea: "the" \\# leaf

    ## System prompt

    > Be brief.

    ## You

    Which tea?

    **teas.md**

    \`\`\`\`\`md
    \`\`\`\`
    assam
    \`\`\`\`
    \`\`\`\`\`

    ## Tiny \\*2\\* 👍

    > **Thoughts**
    >
    > Hm.
    >
    > \`\`\`
    > open

    Assam.

    ## You

    Why?

    ## Another branch, from message 2 on

    ### Tiny \\*2\\*

    Green, and

    *Stopped here.*
    "
  `);
  const active = await here.text({ format: 'markdown', branches: 'active', includesReasoning: false });
  expect(active.text).not.toMatch(/Green|Hm\./);
  expect(active.exported.messages).toBe(3);
});

test('no text swallows what follows it in Markdown: every message keeps its heading, for any reader', async () => {
  const texts = [
    ...hardTexts,
    '<pre>\nopen',
    '<?php',
    '~~~~\n```',
    '1. a\n   ```\n   b',
    '> ```\n> q',
    '<![CDATA[',
    '    indented',
    'a\n```\n`````',
    '- a\n\n  ~~~',
  ];
  const messages = texts.flatMap((text, index) => {
    const before = index === 0 ? null : `a${index - 1}`;
    return [message(`q${index}`, before, `ask ${index}`), message(`a${index}`, `q${index}`, text)];
  });
  const here = opened(conversation(messages));
  const { text } = await here.text({ format: 'markdown' });
  for (const html of [true, false]) {
    const tokens = new MarkdownIt({ html }).parse(text, {});
    const headings = tokens.filter(({ type, level, tag }) => type === 'heading_open' && level === 0 && tag === 'h2');
    // The front matter's closing line makes one more, for a reader that knows none.
    expect(headings.length).toBe(2 * texts.length + 1 + 1);
  }
});

test('HTML holds nothing that runs, loads or escapes, and says so itself', async () => {
  const hostile = [
    ...hardTexts,
    '![x](https://evil.example/p.png) [l](javascript:alert(1)) [m](https://ok.example)',
    '<svg onload=alert(1)>',
    '"><iframe src=x>',
  ];
  const messages = hostile.flatMap((text, index) => [
    message(`q${index}`, index === 0 ? null : `a${index - 1}`, text, {
      attachments: [{ name: text.slice(0, 50), sizeBytes: 1, lines: 1, text }],
    }),
    message(`a${index}`, `q${index}`, text, { reasoning: text, modelName: text.slice(0, 80) }),
  ]);
  const here = opened(conversation(messages, { title: '</title><script>alert(1)</script>', tags: ['<b>'] }), {
    ...conversation([message('q-b', null, 'second')]),
    id: 'second' as ConversationId,
  });
  const { text } = await here.text({ format: 'html' });
  const tags = new Set([...text.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name.toLowerCase()));
  const allowed =
    'html head meta title style body main nav ol ul li a h1 h2 h3 h4 h5 h6 article section header footer p div span bdi time details summary pre code blockquote hr br em strong s table thead tbody tr th td';
  expect([...tags].filter((tag) => !allowed.split(' ').includes(tag))).toEqual([]);
  const inTags = [...text.matchAll(/<[a-z][^>]*>/gi)].map(([tag]) => tag);
  expect(inTags.filter((tag) => /\son\w+=|\ssrc=|javascript:/i.test(tag))).toEqual([]);
  expect(text).toContain(`content="default-src 'none'; style-src 'sha256-`);
  expect(text).toContain('href="https://ok.example"');
  expect(text).toContain('<nav aria-label="Conversations">');
});

test('fine-tuning lines end with a reply worth learning, and each teaches something of its own', async () => {
  const tree = [
    message('q1', null, 'one', { attachments: [{ name: 'a.txt', sizeBytes: 1, lines: 1, text: 'file' }] }),
    message('a1', 'q1', 'liked', { rating: 'up', reasoning: 'why' }),
    message('q2', 'a1', 'two'),
    message('a2', 'q2', 'unrated'),
    message('q3', 'a2', 'three'),
    message('a3', 'q3', 'disliked', { rating: 'down' }),
    message('a3b', 'q3', 'liked too', { rating: 'up' }),
    message('q4', 'a3', 'after a bad one'),
    message('a4', 'q4', 'good, but too late', { rating: 'up' }),
    message('a1c', 'q1', 'cut off', { status: 'stopped', stopReason: 'stopped' }),
  ];
  const here = opened(
    conversation(tree, {
      ownSettings: { settings: {}, systemPrompt: 'Sys.', variables: {} },
      activeLeafId: 'a4' as MessageId,
    }),
  );
  const lines = async (options: object): Promise<readonly string[]> => {
    const { text, exported } = await here.text({ includesReasoning: false, ...options });
    expect(exported.lines).toBe(text.split('\n').length - 1);
    const parsed = text
      .split('\n')
      .slice(0, -1)
      .map(
        (line) =>
          JSON.parse(line) as Record<
            string,
            { role?: string; from?: string; content?: string; value?: string; weight?: number }[]
          >,
      );
    return parsed.map((line) =>
      (line['messages'] ?? line['conversations'] ?? [])
        .map(
          (turn) =>
            `${(turn.role ?? turn.from ?? '')[0]}:${(turn.content ?? turn.value ?? '').split('\n').at(-1)}${turn.weight === 0 ? '(0)' : ''}`,
        )
        .join(' '),
    );
  };
  const beginning = 's:Sys. u:one a:liked u:two a:unrated';
  expect(await lines({ format: 'openai-jsonl', ratings: 'any', branches: 'active' })).toEqual([
    `${beginning} u:three a:disliked u:after a bad one a:good, but too late`,
  ]);
  expect(await lines({ format: 'openai-jsonl', ratings: 'not-down', branches: 'active' })).toEqual([beginning]);
  expect(await lines({ format: 'openai-jsonl', ratings: 'only-up', branches: 'active' })).toEqual([
    's:Sys. u:one a:liked',
  ]);
  expect(await lines({ format: 'openai-jsonl', ratings: 'not-down', branches: 'all' })).toEqual([
    `${beginning} u:three a:liked too`,
  ]);
  expect(await lines({ format: 'openai-jsonl', ratings: 'only-up', branches: 'all' })).toEqual([
    's:Sys. u:one a:liked u:two a:unrated(0) u:three a:liked too',
  ]);
  expect(await lines({ format: 'sharegpt-jsonl', ratings: 'only-up', branches: 'all' })).toEqual([
    's:Sys. h:one g:liked',
  ]);

  const never = new AbortController().signal;
  const plan = await here.exports.plan(
    { format: 'openai-jsonl', conversationIds: null, branches: 'all', includesReasoning: true, ratings: 'only-up' },
    never,
  );
  expect(plan).toEqual({
    conversations: 1,
    messages: 6,
    lines: 1,
    leftOut: [
      { reason: 'not-liked', count: 1 },
      { reason: 'disliked', count: 2 },
      { reason: 'unfinished', count: 1 },
      { reason: 'repeated', count: 1 },
    ],
  });
  const { text } = await here.text({
    format: 'sharegpt-jsonl',
    ratings: 'only-up',
    includesReasoning: true,
    branches: 'active',
  });
  expect(JSON.parse(text)).toEqual({
    conversations: [
      { from: 'system', value: 'Sys.' },
      { from: 'human', value: 'File: a.txt\n```text\nfile\n```\n\none' },
      { from: 'gpt', value: '<think>\nwhy\n</think>\n\nliked' },
    ],
  });
});

test('an export larger than a piece comes through whole, characters unharmed at every seam', async () => {
  const words = '日本👩‍👧'.repeat(120_000);
  const here = opened(conversation([message('q1', null, words)]));
  const { text, exported } = await here.text({ format: 'json' });
  expect(exported.sizeBytes).toBe(Buffer.byteLength(text));
  expect(
    (JSON.parse(text) as { conversations: { messages: { text: string }[] }[] }).conversations[0]?.messages[0]?.text,
  ).toBe(words);
});

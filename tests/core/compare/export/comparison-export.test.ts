import MarkdownIt from 'markdown-it';
import { expect, test } from 'vitest';
import type { AnswerId } from '../../../../main/contract/ids.ts';
import { comparisonHtml } from '../../../../main/core/compare/export/comparison-html.ts';
import { comparisonMarkdown } from '../../../../main/core/compare/export/comparison-markdown.ts';
import { createMarkdownText } from '../../../../main/exchange/markdown-text.ts';
import { hardTexts } from '../../../support/exchange/random-conversation.ts';
import { answer, bestVote, contestant, content, round, veiledAnswer } from './example-comparison.ts';

const markdown = createMarkdownText();
const html = (...all: Parameters<typeof content>): string => [...comparisonHtml(content(...all), markdown)].join('');
const text = (...all: Parameters<typeof content>): string =>
  [...comparisonMarkdown(content(...all), markdown)].join('');

test('Markdown reads well: who took part, each prompt, each answer with its figures, the verdict', () => {
  const first = answer('a', 0, 'Assam.\n', { reasoning: 'Hm.\n\n```\nopen' });
  const second = answer('b', 1, '- Green, and', { status: 'stopped', figures: null, stats: null });
  const voted = bestVote('a', { marks: { [first.id]: { taste: 4 } }, note: 'Short.' });
  const told = text([round([first, second], { vote: voted, tags: ['tea'] })]);
  expect(told.replaceAll(/\d{4}-\d\d-\d\dT[\d:]+[+-]\d\d:\d\d/g, 'TIME')).toMatchInlineSnapshot(`
    "---
    title: "Tea: \\"the\\" # leaf"
    created: "TIME"
    mode: "open"
    contestants: ["Model a","Model b"]
    exported: "TIME"
    generator: "Counterweight 1.2.3"
    ---

    # Tea: "the" \\# leaf

    ## Contestants

    - **Model a**: Tiny, Q4\\_K\\_M
    - **Model b**: Tiny, Q4\\_K\\_M

    ## Prompt 1

    > Which tea?

    *\\#tea · seed 42*

    ### Model a ★

    > **Thoughts**
    >
    > Hm.
    >
    > \`\`\`
    > open

    Assam.

    *Figures*

    - taste: 4 of 5
    - Load time: 2.31 s
    - Time to first token: 0.41 s
    - Prompt: 812.4 tokens/s
    - Generation: 38.3 tokens/s
    - Prompt tokens: 1,200
    - Answer tokens: 340
    - Timing: alone
    - Memory: 1.15 GiB
    - Energy: 153.3 J (whole processor)
    - Computed on: processor
    - Threads: 1
    - Context: 4,096 tokens
    - Seed: 7
    - Would have cost: about $0.00098 with GPT-5 mini, list price as of 2026-03
    - Length: 1 word, 1 sentence, 7 characters

    ### Model b

    - Green, and

    *Stopped here.*

    *Figures*

    - Length: 2 words, 1 sentence, 12 characters
    - Form: list items 1

    **Best: Model a (names hidden)**

    > Short.
    "
  `);
  const bare = text(
    [round([first, second])],
    {},
    { options: { format: 'markdown', includesFigures: false, includesReasoning: false } },
  );
  expect(bare).not.toMatch(/Hm\.|tokens\/s|Figures/);
});

test('no answer swallows what follows it in Markdown, for any reader', () => {
  const texts = [...hardTexts, '<pre>\nopen', '~~~~\n```', '1. a\n   ```\n   b', '<![CDATA[', '- a\n\n  ~~~'];
  const rounds = texts.map((one) => round([answer('a', 0, one), answer('b', 1, one)], { text: one }));
  for (const isHtml of [true, false]) {
    const tokens = new MarkdownIt({ html: isHtml }).parse(text(rounds), {});
    const named = tokens.filter(
      (token, index) =>
        token.type === 'heading_open' && token.tag === 'h3' && /^Model [ab]/.test(tokens[index + 1]?.content ?? ''),
    );
    expect(named.length).toBe(2 * texts.length);
  }
});

test('HTML holds nothing that runs, loads or escapes, and says so itself', () => {
  const hostile = [
    ...hardTexts,
    '![x](https://evil.example/p.png) [l](javascript:alert(1)) [m](https://ok.example)',
    '"><iframe src=x>',
  ];
  const rounds = hostile.map((one, index) => {
    const named = contestant(`c${index}`, {
      name: one,
      modelName: one,
      quantization: one,
      differences: [one],
      setup: { ...contestant('x').setup, systemPrompt: one },
    });
    const answers = [answer('a', 0, one, { contestant: named, reasoning: one }), answer('b', 1, 'plain')];
    const id = 'a' as AnswerId;
    return round(answers, {
      text: one,
      tags: [one],
      vote: bestVote('a', { note: one, marks: { [id]: { [one]: 1 } } }),
    });
  });
  const page = html(rounds, { title: '</title><script>alert(1)</script>', source: { title: '<b>', messages: 1 } });
  const tags = new Set([...page.matchAll(/<\/?([a-z][a-z0-9]*)/gi)].map(([, name = '']) => name.toLowerCase()));
  const allowed =
    'html head meta title style body main ul ol li a h1 h2 h3 h4 h5 h6 article section footer p div span bdi time details summary pre code blockquote hr br em strong s table thead tbody tr th td dl dt dd';
  expect([...tags].filter((tag) => !allowed.split(' ').includes(tag))).toEqual([]);
  const inTags = [...page.matchAll(/<[a-z][^>]*>/gi)].map(([tag]) => tag);
  expect(inTags.filter((tag) => /\son\w+=|\ssrc=|\sstyle=|javascript:/i.test(tag))).toEqual([]);
  expect(page).toContain(`content="default-src 'none'; style-src 'sha256-`);
});

test('what is veiled stays veiled: letters for names, and no figure', () => {
  const veiled = round([veiledAnswer('a', 0, 'One'), veiledAnswer('b', 1, 'Two')], { isBlind: true, isVeiled: true });
  for (const told of [
    html([veiled], { isVeiled: true, mode: 'blind' }),
    text([veiled], { isVeiled: true, mode: 'blind' }),
  ]) {
    expect(told).toContain('Answer A');
    expect(told).toContain('Answer B');
    expect(told).not.toMatch(/Model|Tiny|Q4|Contestants|tokens\/s/);
  }
});

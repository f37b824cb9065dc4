import type { Locator, Page } from '@playwright/test';
import { seedConversations } from '../support/seed-conversations.ts';
import { hostileDiagrams } from './support/hostile-diagrams.ts';
import { openScreen } from './support/journey.ts';
import type { RunningApp } from './support/running-app.ts';
import { expect, test } from './support/test.ts';

const longLength = 3_000;
const needle = 'xylophone';

/** Messages of one line and of many screens, in no regular order. */
function longTexts(): readonly string[] {
  return Array.from({ length: longLength }, (_, place) => {
    if (place === 1_001) return `Answer ${place} says ${needle}.`;
    const sentences = `Sentence of message ${place}. `.repeat(1 + ((place * 7) % 40));
    return place % 2 === 0 ? `Question ${place}?` : `Answer ${place}.\n\n${sentences}\n\n- one\n- two`;
  });
}

async function openSeeded(app: RunningApp, title: string, texts: readonly string[]): Promise<Page> {
  await app.close();
  seedConversations(app.dataDir, [{ title, texts }]);
  const page = await app.start();
  await openScreen(page, 'Chat');
  await page.getByRole('region', { name: 'Conversations' }).getByRole('link', { name: title }).click();
  await expect(page.getByRole('list', { name: 'Messages' })).toBeVisible();
  return page;
}

const column = (page: Page): Locator => page.getByRole('region', { name: 'Conversation', exact: true });
const drawnRows = (page: Page): Locator => page.locator('ol[aria-label="Messages"] > li[aria-posinset]');
const distanceToEnd = (box: Locator): Promise<number> =>
  box.evaluate((element) => element.scrollHeight - element.scrollTop - element.clientHeight);

// Catches: a long history drawn whole, rows that push the reader around while they load, a jump that lands beside.
test('a long conversation opens at its end, is read without jumps, and leads to what was found', async ({ app }) => {
  const page = await openSeeded(app, 'Long history', longTexts());
  const box = column(page);
  const last = page.getByRole('article', { name: 'Reply from Seeded model' }).last();
  await expect(last).toContainText(`Answer ${longLength - 1}.`);
  expect(await distanceToEnd(box)).toBeLessThanOrEqual(1);
  expect(await drawnRows(page).count()).toBeLessThan(60);

  await last.hover();
  for (let turn = 0; turn < 25; turn += 1) {
    const mark = await markPlace(box);
    await page.mouse.wheel(0, -400);
    await expect.poll(() => movedBy(box, mark), { message: `turn ${turn}` }).toBeGreaterThan(398);
    await page.waitForTimeout(60);
    expect(await movedBy(box, mark), `turn ${turn}`).toBeLessThan(402);
  }

  await box.focus();
  await page.keyboard.press('Home');
  await expect(page.getByText('Question 0?')).toBeInViewport();
  await page.keyboard.press('PageDown');
  await expect.poll(() => box.evaluate((element) => element.scrollTop)).toBeGreaterThan(200);
  await page.keyboard.press('End');
  await expect.poll(() => distanceToEnd(box)).toBeLessThanOrEqual(1);
  await expect(last).toContainText(`Answer ${longLength - 1}.`);

  await page.keyboard.press('ControlOrMeta+Shift+F');
  await page.getByRole('combobox', { name: 'Search in all messages' }).fill(needle);
  await expect(page.getByRole('option').first()).toContainText(needle);
  await page.keyboard.press('Enter');
  const found = drawnRows(page).filter({ hasText: needle });
  await expect(found).toBeInViewport();
  await expect(found).toBeFocused();
  await expect(found).toHaveAttribute('aria-posinset', '1002');
  await expect(found).toHaveAttribute('aria-setsize', String(longLength));
});

// Catches: parts of a very long reply that stay empty, or take more or less room empty than whole.
test('a reply of hundreds of screens is whole wherever one looks, as high as it was, and small in memory', async ({
  app,
}) => {
  const parts = Array.from({ length: 2_400 }, (_, place) =>
    place % 7 === 0 ? `# Part ${place}` : `Paragraph ${place}. ${'Words of it. '.repeat(1 + (place % 23))}`,
  );
  const page = await openSeeded(app, 'Long reply', ['Question?', parts.join('\n\n')]);
  const box = column(page);
  const reply = page.getByRole('article', { name: 'Reply from Seeded model' });
  const heightOf = (): Promise<number> => reply.evaluate((element) => element.getBoundingClientRect().height);
  const paragraphs = page.locator('article p');
  await expect(page.getByText('Paragraph 2399.')).toBeInViewport();
  await expect.poll(() => paragraphs.count()).toBeLessThan(1_000);
  const height = await heightOf();
  await box.focus();
  await page.keyboard.press('Home');
  await expect(page.getByText('Paragraph 1.')).toBeInViewport();
  // All the way down again, faster than anybody reads: each part is there when it is looked at.
  for (let step = 1; step < 12; step += 1) {
    await box.evaluate((element, share) => (element.scrollTop = element.scrollHeight * share), step / 12);
    await expect.poll(() => inView(box)).toBeGreaterThan(3);
  }
  await page.keyboard.press('End');
  await expect(page.getByText('Paragraph 2399.')).toBeInViewport();
  expect(Math.abs((await heightOf()) - height)).toBeLessThan(1);
});

/** Paragraphs that are seen. */
function inView(box: Locator): Promise<number> {
  return box.evaluate((element) => {
    const { top, bottom } = element.getBoundingClientRect();
    const places = [...element.querySelectorAll('article p')].map((part) => part.getBoundingClientRect());
    return places.filter((place) => place.bottom > top && place.top < bottom).length;
  });
}

// Catches: a row that is recycled under the hands of the person who works in it.
test('a row that has the focus stays, however far it is scrolled away', async ({ app }) => {
  const page = await openSeeded(app, 'Long history', longTexts());
  const copy = page
    .getByRole('article', { name: 'Reply from Seeded model' })
    .last()
    .getByRole('button', { name: 'Copy' });
  await copy.focus();
  await column(page).evaluate((element) => (element.scrollTop = element.scrollHeight / 2));
  await expect(
    page
      .getByText(`Answer ${longLength / 2 + 1}.`)
      .or(page.getByText(`Answer ${longLength / 2 - 1}.`))
      .first(),
  ).toBeAttached();
  await expect(copy).toBeFocused();
  expect(await drawnRows(page).count()).toBeLessThan(60);
});

type Mark = { readonly text: string; readonly top: number };

/** Something readable in the middle of the column. */
async function markPlace(box: Locator): Promise<Mark> {
  return box.evaluate((element) => {
    const frame = element.getBoundingClientRect();
    const candidates = [...element.querySelectorAll<HTMLElement>('article')];
    const row = candidates.find((candidate) => {
      const { top } = candidate.getBoundingClientRect();
      return top > frame.top && top < frame.bottom - 400;
    });
    const seen = row ?? candidates.find((candidate) => candidate.getBoundingClientRect().bottom > frame.top + 1);
    document.querySelectorAll('[data-mark]').forEach((marked) => marked.removeAttribute('data-mark'));
    seen?.setAttribute('data-mark', '');
    return { text: seen?.textContent ?? '', top: seen?.getBoundingClientRect().top ?? 0 };
  });
}

/** How far it has moved since; NaN when it is gone. */
async function movedBy(box: Locator, { top }: Mark): Promise<number> {
  return box.evaluate(
    (element, before) => (element.querySelector('[data-mark]')?.getBoundingClientRect().top ?? NaN) - before,
    top,
  );
}

const formulas = [
  'So $E = mc^2$ and \\(a_i\\), at $5 or $10.',
  '$$\n\\int_0^1 x\\,dx = \\frac12\n$$',
  'Code keeps `$x$`. Unknown: $\\frac{1}{$. Refused: $\\href{https://evil.example/g}{x}$, $\\url{https://evil.example/h}$,',
  '$\\includegraphics{https://evil.example/i.png}$, $\\htmlData{a=b}{x}$, $\\pmb{x}$, $\\fcolorbox{red}{white}{x}$.',
].join('\n\n');

// Catches: a formula's source shown instead of it, a price taken for one, a command that loads or links.
test('formulas are laid out for eyes and ears, in any direction of writing; what they may not do stays words', async ({
  app,
}) => {
  const page = await openSeeded(app, 'Formulas', [
    'Which formulas?',
    formulas,
    'ومرة أخرى؟',
    '## الميزان\n\nالوزن $x$ هنا.',
  ]);
  const first = page.getByRole('article', { name: 'Reply from Seeded model' }).first();
  await expect(first.locator('.katex-mathml math')).toHaveCount(3);
  await expect(first.locator('.katex-html')).toHaveCount(5);
  await expect(first.locator('.katex-display')).toHaveCount(1);
  await expect(first).toContainText('at $5 or $10.');
  for (const source of ['\\frac{1}{', '\\href{https', '\\url{https', '\\includegraphics{https', '\\htmlData{a']) {
    await expect(first.locator('code').filter({ hasText: source })).toBeVisible();
  }
  expect(await first.locator('a, img, [data-a]').count()).toBe(0);
  const heading = page.getByRole('heading', { name: 'الميزان' });
  const sides = await heading.evaluate((element) => {
    const words = document.createRange();
    words.selectNodeContents(element);
    return [words.getBoundingClientRect().right, element.getBoundingClientRect().right];
  });
  expect(Math.abs((sides[0] ?? 0) - (sides[1] ?? 0))).toBeLessThan(3);
});

// Catches: a diagram that reaches the page, the network or another window; one whose failure leaves nothing to read.
test('diagrams are drawn on request where they can reach nothing, and hostile ones are only pictures', async ({
  app,
}) => {
  const good = 'flowchart LR\n  A[Question] --> B[Answer]';
  const sources = [good, ...hostileDiagrams.map(([, source]) => source), 'flowchart LR\n  A -->'];
  const reply = sources.map((source) => `\`\`\`mermaid\n${source}\n\`\`\``).join('\n\nand\n\n');
  const page = await openSeeded(app, 'Diagrams', ['Draw them', reply]);
  // What a picture tries to load is refused out loud by the frame's policy.
  app.watch.allow(/Content Security Policy/);
  const answered: string[] = [];
  const refusedBy = new Set<string | undefined>();
  page.on('response', (response) => answered.push(response.url()));
  page.on('requestfailed', (request) => refusedBy.add(request.failure()?.errorText));
  const article = page.getByRole('article', { name: 'Reply from Seeded model' });
  const buttons = article.getByRole('button', { name: 'Draw the diagram' });
  await expect(buttons).toHaveCount(sources.length);

  await buttons.first().click();
  const frame = page.frameLocator('iframe[title="Diagram"]').first();
  await expect(frame.getByText('Question')).toBeVisible();
  await expect(article.locator('iframe').first()).toHaveAttribute('sandbox', 'allow-scripts');
  const reach = await article
    .locator('iframe')
    .first()
    .evaluate((element: HTMLIFrameElement) => element.contentDocument);
  expect(reach).toBeNull();

  for (const left of [3, 2]) {
    await buttons.first().click();
    await expect(buttons).toHaveCount(left);
  }
  // What needs a picture from elsewhere, and what is no diagram: the source stays, with a word about why.
  const failures = article.getByText('This cannot be drawn');
  await buttons.first().click();
  await expect(failures).toHaveCount(1);
  await buttons.last().click();
  await expect(failures).toHaveCount(2);
  await expect(article.getByRole('status').filter({ hasText: 'Drawing' })).toHaveCount(0);
  const drawn = page.frames().filter((candidate) => candidate.url().endsWith('/diagram.html'));
  const inside = await Promise.all(
    drawn.map((candidate) =>
      candidate.evaluate(() => ({
        origin: window.origin,
        scripts: document.querySelectorAll('body > svg script, body > svg [onerror]').length,
        targets: [...document.querySelectorAll('svg a')].map(
          (link) => link.getAttribute('xlink:href') ?? link.getAttribute('href') ?? '',
        ),
      })),
    ),
  );
  expect(inside.map(({ origin, scripts }) => [origin, scripts])).toEqual([
    ['null', 0],
    ['null', 0],
    ['null', 0],
  ]);
  expect(inside.flatMap(({ targets }) => targets).filter((target) => /^javascript:/i.test(target))).toEqual([]);
  // A request that the policy refuses is announced too, but never leaves.
  expect([...refusedBy]).toEqual(['csp']);
  expect(answered.filter((url) => !url.startsWith(app.origin) && !/^(data|blob):/.test(url))).toEqual([]);

  await article.getByRole('button', { name: 'Show source' }).first().click();
  await expect(article.getByText('A[Question] --> B[Answer]')).toBeVisible();
});

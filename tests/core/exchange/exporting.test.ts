import { expect, test } from 'vitest';
import type { ConversationId, SummaryId } from '../../../main/contract/ids.ts';
import { ExportService } from '../../../main/core/exchange/export-service.ts';
import { exportFileName } from '../../../main/core/exchange/export/file-name.ts';
import { ExchangeFolder } from '../../../main/exchange/exchange-folder.ts';
import { createMarkdownText } from '../../../main/exchange/markdown-text.ts';
import { conversation, message, opened } from '../../support/exchange/plain-conversation.ts';

test('a summary, which a person may have mended, is told where it stands', async () => {
  const summary = { id: 's' as SummaryId, text: 'They <met>.\n\nThen tea.', modelName: 'Tiny', createdAtMs: 1 };
  const here = opened(conversation([message('q', null, 'ask'), message('a', 'q', 'reply', { summary })]));
  const markdown = await here.text({ format: 'markdown' });
  expect(markdown.text).toContain('reply\n\n> **Summary up to here**\n>\n> They <met>.\n>\n> Then tea.\n');
  const html = await here.text({ format: 'html' });
  expect(html.text).toContain(
    'Summary up to here</summary><p class="plain" dir="auto">They &lt;met&gt;.\n\nThen tea.</p>',
  );
});

test('replies between which a question was deleted are learned together, and only when each was liked', async () => {
  const learned = async (...ratings: readonly ('up' | null)[]) => {
    const replies = ratings.map((rating, n) => message(`a${n}`, n === 0 ? 'q' : `a${n - 1}`, `reply ${n}`, { rating }));
    const here = opened(conversation([message('q', null, 'ask'), ...replies]));
    const { text } = await here.text({ format: 'openai-jsonl', ratings: 'only-up' });
    return text.match(/reply.*?}/g);
  };
  expect(await learned('up', 'up')).toEqual(['reply 0\\n\\nreply 1"}']);
  expect(await learned(null, 'up')).toBeNull();
});

test.each(['html', 'markdown', 'json'] as const)(
  'a long conversation as %s gives way while it is written',
  async (format) => {
    const words = 'Some **words** with `code`.\n\n- a\n- list\n\n```ts\n<b>\n```\n'.repeat(10);
    const messages = Array.from({ length: 600 }, (_, n) => message(`a${n}`, n === 0 ? null : `a${n - 1}`, words));
    const here = opened(conversation(messages));
    const stop = new AbortController();
    const isRead = here.repository.read.bind(here.repository);
    const repository = {
      ...here.repository,
      read: (id: ConversationId) => {
        setImmediate(() => stop.abort(new Error('given up')));
        return isRead(id);
      },
    };
    const host = {
      info: { host: 'web', appVersion: '1', dataFolder: here.dataFolder } as const,
      pickSavePath: () => Promise.resolve(null),
    };
    const files = new ExchangeFolder(here.dataFolder);
    const exports = new ExportService({
      repository,
      files,
      markdown: createMarkdownText(),
      host,
      clock: { now: () => 0 },
    });
    const input = { format, conversationIds: null, branches: 'all', includesReasoning: true, ratings: 'any' } as const;
    await expect(exports.export(input, { signal: stop.signal, onEvent: () => undefined })).rejects.toThrow('given up');
  },
);

test('a page leads to each of its conversations, also past one without a message', async () => {
  const [first, empty, last] = ['First', 'Empty', 'Last'].map((title, index) =>
    conversation(title === 'Empty' ? [] : [message(`q${index}`, null, 'Hello')], {
      id: `c-${index}` as ConversationId,
      title,
      importedFrom: null,
      updatedAtMs: 10 - index,
    }),
  );
  if (!first || !empty || !last) throw new Error('no conversations');
  const { text, exported } = await opened(first, empty, last).text({ format: 'html' });
  const linked = [...text.matchAll(/href="#(.+?)" dir="auto">(.+?)</g)].map(([, id, title]) => [id, title]);
  const told = [...text.matchAll(/<article id="(.+?)">\n<h1 dir="auto">(.+?)</g)].map(([, id, title]) => [id, title]);
  expect(told.map(([, title]) => title)).toEqual(['First', 'Last']);
  expect(linked).toEqual(told);
  expect(text).toContain('<title>2 conversations</title>');
  expect(exported.leftOut).toEqual([{ reason: 'empty', count: 1 }]);
});

test('a long title in wide letters makes a name that a file system takes, before it is whole too', () => {
  const name = exportFileName('sharegpt-jsonl', ['漢'.repeat(120)], 0);
  expect(Buffer.byteLength(`${name}.counterweight-part`)).toBeLessThanOrEqual(255);
  expect(name).toMatch(/^漢+\.sharegpt\.jsonl$/);
});

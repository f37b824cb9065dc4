import { expect, test } from 'vitest';
import type { ExchangeConversation } from '../../../main/contract/exchange-file.ts';
import { appErrorOf } from '../../support/app-error-of.ts';
import {
  chatGptConversation,
  chatGptMessage,
  exampleChatGptConversation,
} from '../../support/exchange/chatgpt-export.ts';
import {
  lmStudioBlock,
  lmStudioConversation,
  lmStudioInfo,
  lmStudioReply,
  lmStudioThinking,
  lmStudioUser,
} from '../../support/exchange/lm-studio-export.ts';
import { openExchange } from '../../support/exchange/open-exchange.ts';
import { writeZip } from '../../support/exchange/write-zip.ts';

/** The tree, each message with the place of its parent; `*` marks the active end. */
function drawn({ messages, activeLeafId }: ExchangeConversation): readonly string[] {
  const places = new Map(messages.map(({ id }, place) => [id, place]));
  return messages.map(({ id, parentId, role, text, reasoning }) => {
    const parent = parentId === null ? '-' : places.get(parentId);
    return `${parent} ${role === 'user' ? 'Q' : 'A'} ${reasoning === '' ? '' : `(${reasoning}) `}${text}${id === activeLeafId ? ' *' : ''}`;
  });
}

test("ChatGPT's tree comes whole: versions, thoughts, parts of one reply joined, and what cannot come is counted", async () => {
  const here = openExchange();
  const archive = writeZip([
    { name: 'user.json', content: '{"id":"user-1","email":"a@example.org"}' },
    { name: 'message_feedback.json', content: '[{"id":"a1","rating":"thumbs_up"}]' },
    { name: 'conversations-000.json', content: JSON.stringify([exampleChatGptConversation()]) },
    { name: 'chat.html', content: '<html></html>' },
    { name: 'file_1-b.png', content: 'not a picture' },
  ]);
  const preview = await here.preview(here.file('export.zip', archive));
  expect(preview).toMatchObject({
    sources: ['chatgpt'],
    fileName: 'export.zip',
    conversations: 1,
    messages: 6,
    known: 0,
  });
  expect(Object.fromEntries(preview.leftOut.map(({ reason, count }) => [reason, count]))).toEqual({
    'other-files': 4,
    system: 1,
    images: 1,
    files: 1,
    tools: 2,
  });
  await here.run(preview.importId);

  const [conversation] = here.all();
  if (conversation === undefined) throw new Error('nothing was imported');
  expect(drawn(conversation)).toEqual([
    '- Q How many boats?',
    '0 A Three.',
    '0 A Four, counting',
    '- Q [image]\n\nHow many boats are here?',
    '3 A (Counting\nOne by one.) Five boats ([Harbour](https://harbour.example)) are moored.\n\nAnd a raft.',
    '4 Q Thanks 🚣 *',
  ]);
  expect(conversation).toMatchObject({
    importedFrom: 'chatgpt:aaaa-bbbb',
    title: 'How many boats?',
    isArchived: true,
    isPinned: true,
    createdAtMs: 1_699_999_999_500,
    updatedAtMs: 1_700_000_100_000,
  });
  expect(conversation.messages[2]).toMatchObject({
    modelName: 'gpt-9-thinking',
    status: 'complete',
    stopReason: 'max-tokens',
  });
});

test('trees that are broken on purpose are read without an end, a crash or a circle', async () => {
  const here = openExchange();
  const message = (text: string): unknown => chatGptMessage('x', 'user', text);
  const strange = [
    chatGptConversation(
      'circle',
      [
        { id: 'a', parent: 'b', message: message('a') },
        { id: 'b', parent: 'a', message: message('b') },
        { id: 'c', parent: 'gone', message: message('beginning') },
      ],
      'nowhere',
    ),
    chatGptConversation('self', [{ id: '__proto__', parent: '__proto__', message: message('self') }], '__proto__'),
    { mapping: { a: null, b: 7, c: { message: { author: null, content: { content_type: 'text', parts: null } } } } },
    chatGptConversation(
      'lone',
      [{ id: 'a', parent: null, message: chatGptMessage('a', 'user', 'half \ud83d', { time: 1e300 }) }],
      'a',
    ),
    chatGptConversation(
      'long',
      Array.from({ length: 5000 }, (_, n) => ({
        id: `${n}`,
        parent: n === 0 ? null : `${n - 1}`,
        message: message(`m${n}`),
      })),
      '4999',
    ),
  ];
  const preview = await here.preview(here.file('conversations.json', JSON.stringify(strange)));
  expect(preview).toMatchObject({ conversations: 4 });
  await here.run(preview.importId);
  const texts = here.all().map((conversation) => [conversation.messages.length, conversation.messages.at(-1)?.text]);
  expect(new Set(texts)).toEqual(
    new Set([
      [1, 'beginning'],
      [1, 'half \ufffd'],
      [1, 'self'],
      [5000, 'm4999'],
    ]),
  );
});

test("LM Studio's folder comes with its folders as tags; versions that were not chosen are branches that end there", async () => {
  const here = openExchange();
  const messages = [
    lmStudioUser(
      { type: 'text', text: 'How many ' },
      { type: 'text', text: 'boats?' },
      { type: 'file', fileType: 'image', fileIdentifier: '1 - 2.jpg' },
    ),
    lmStudioReply(
      1,
      [lmStudioBlock('Three.', lmStudioInfo('eosFound'))],
      [
        lmStudioBlock('Let me see.', lmStudioThinking),
        { type: 'toolStatus', statusState: { status: { type: 'toolCallSucceeded' } } },
        lmStudioBlock('Five', lmStudioInfo('userStopped')),
      ],
    ),
    lmStudioUser({ type: 'text', text: 'Sure?' }),
    lmStudioReply(0, [lmStudioBlock('<think>\nHm.\n</think>\n\nYes.')]),
  ];
  here.file('conversations/Sailing/1700000000000.conversation.json', JSON.stringify(lmStudioConversation(messages)));
  here.file('conversations/.index.json', '{"entries":[]}');
  here.file('conversations/notes.txt', 'x');
  const folder = { kind: 'path', path: `${here.folder}/conversations` } as const;
  const preview = await here.preview(folder);
  expect(preview).toMatchObject({ sources: ['lm-studio'], conversations: 1, messages: 5, titles: ['Boats'] });
  expect(preview.leftOut).toEqual([
    { reason: 'other-files', count: 2 },
    { reason: 'images', count: 1 },
    { reason: 'tools', count: 1 },
  ]);
  await here.run(preview.importId);

  const [conversation] = here.all();
  if (conversation === undefined) throw new Error('nothing was imported');
  expect(drawn(conversation)).toEqual([
    '- Q How many boats?\n\n[image]',
    '0 A Three.',
    '0 A (Let me see.) Five',
    '2 Q Sure?',
    '3 A (Hm.) Yes. *',
  ]);
  expect(conversation).toMatchObject({
    importedFrom: 'lm-studio:1700000000000',
    tags: ['Sailing'],
    isPinned: true,
    ownSettings: { systemPrompt: 'You count.' },
    updatedAtMs: 1_700_000_002_000,
  });
  expect(conversation.messages[2]).toMatchObject({
    status: 'stopped',
    modelName: 'llama-tiny',
    stats: { promptTokens: 17, replyTokens: 9, firstTokenMs: 250, replyTokensPerSecond: 41.5 },
  });
  // The same chat by itself is the same chat.
  expect(
    await here.preview({ kind: 'path', path: `${folder.path}/Sailing/1700000000000.conversation.json` }),
  ).toMatchObject({ conversations: 0, known: 1 });
});

test('of LM Studio’s files with one name each is taken, when they began at different moments', async () => {
  const here = openExchange();
  const said = [lmStudioUser({ type: 'text', text: 'Ahoy' })];
  const files = [1, 2, 2].map((createdAt, index) =>
    here.file(`${index}/chat.json`, JSON.stringify({ ...lmStudioConversation(said), createdAt })),
  );
  expect(await here.preview(...files)).toMatchObject({ conversations: 2, known: 1 });
});

test('archives that lie about their size, are cut or hold nothing known are refused', async () => {
  const here = openExchange();
  const content = JSON.stringify([exampleChatGptConversation()]);
  const honest = writeZip([{ name: 'conversations.json', content }]);
  const bomb = writeZip([{ name: 'conversations.json', content: `[${' '.repeat(30_000_000)}]`, claimedBytes: 10 }]);
  const huge = writeZip([
    { name: 'conversations.json', content, claimedBytes: 0xfffffffe },
    { name: 'more.json', content, claimedBytes: 0xfffffffe },
  ]);
  const codes = [bomb, huge, honest.subarray(0, 900), writeZip([{ name: 'a.txt', content: 'x' }])].map((bytes, index) =>
    appErrorOf(() => here.preview(here.file(`${index}.zip`, bytes))),
  );
  expect(await Promise.all(codes)).toEqual(['import-damaged', 'import-too-large', 'import-damaged', 'import-unknown']);
});

test('references that stand for each other or are without number neither fill the memory nor take for ever', async () => {
  const here = openExchange();
  const twice = Array.from({ length: 40 }, () => ({ matched_text: '\uE200', alt: '\uE200\uE200' }));
  const long = [{ matched_text: '\uE200', alt: 'x'.repeat(500_000) }];
  const many = Array.from({ length: 20_000 }, (_, n) => ({ matched_text: `\uE200${n}`, alt: 'y' }));
  const conversations = [twice, long, many].map((references, index) =>
    chatGptConversation(
      `c${index}`,
      [
        {
          id: 'a',
          parent: null,
          message: {
            ...(chatGptMessage('a', 'assistant', `Words${'\uE200'.repeat(5_000)}`) as object),
            metadata: { content_references: references },
          },
        },
      ],
      'a',
    ),
  );
  const preview = await here.preview(here.file('conversations.json', JSON.stringify(conversations)));
  await here.run(preview.importId);
  expect(here.all().map(({ messages }) => messages[0]?.text)).toEqual(['Words', 'Words', 'Words']);
});

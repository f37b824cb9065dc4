import { describe, expect, it } from 'vitest';
import type { ContextUse, OverflowOptions } from '../../../main/contract/context.ts';
import type { DraftEvent, DraftKey } from '../../../main/contract/drafts.ts';
import type { AttachmentId, MessageId } from '../../../main/contract/ids.ts';
import {
  contextFigures,
  contextState,
  leftOutSentence,
} from '../../../renderer/features/chat/context/context-parts.ts';
import { overflowChoices } from '../../../renderer/features/chat/context/overflow-choices.ts';
import { reduceDraftFiles } from '../../../renderer/state/chat/draft-files.ts';

const use: ContextUse = {
  isExact: true,
  contextSize: 1000,
  systemTokens: 20,
  historyTokens: 300,
  draftTokens: 80,
  attachments: [],
  leftOut: [],
  leftOutTokens: 0,
  reservedTokens: 125,
  isOver: false,
  policy: 'ask',
  largerContextSize: null,
};

describe('how full the context is', () => {
  it.each([
    ['calm', {}],
    ['warm', { historyTokens: 720 }],
    ['tight', { historyTokens: 800 }],
    ['over', { historyTokens: 950, isOver: true }],
    // What the policy leaves out has made the room that is kept for the reply.
    ['warm', { historyTokens: 780, leftOut: [{ from: 0, to: 2 }], policy: 'drop-oldest' }],
  ] as const)('is %s', (state, change) => {
    expect(contextState({ ...use, ...change }, 1000)).toBe(state);
  });

  it('says whether the figures are a guess, and that something does not fit', () => {
    const over = { ...use, historyTokens: 1000, isOver: true };
    expect(
      [use, { ...use, isExact: false }, over, { ...over, isExact: false }].map((each) => contextFigures(each, 1000)),
    ).toEqual([
      '400 of 1,000 tokens',
      'about 400 of 1,000 tokens',
      '1,100 tokens, 1,000 fit',
      'about 1,100 tokens, 1,000 fit',
    ]);
  });

  it('counts what is not sent over all its ranges', () => {
    const leftOut = [
      { from: 0, to: 4 },
      { from: 6, to: 7 },
    ];
    expect([
      leftOutSentence({ policy: 'drop-oldest', leftOut }),
      leftOutSentence({ policy: 'summarise', leftOut: [{ from: 0, to: 1 }] }),
      leftOutSentence(use),
    ]).toEqual(['5 earlier messages will not be sent.', 'A summary stands for the first message.', null]);
  });
});

describe('ways to go on', () => {
  const upToId = 'm3' as MessageId;
  const options: OverflowOptions = {
    isExact: true,
    contextSize: 8192,
    promptTokens: 9000,
    roomForReply: 0,
    dropOldest: { leftOutMessages: 12, promptTokens: 6900, fits: true },
    keepEnds: { leftOutMessages: 0, promptTokens: 9000, fits: false },
    summarise: { upToId, messages: 18, tokens: 5200, summaryTokens: 900, isThere: false },
    larger: { contextSize: 16_384, moreBytes: 1.5 * 2 ** 30, verdict: 'tight', isEnough: true },
  };

  it('tells what each would do in figures, and offers none that does not help', () => {
    expect(overflowChoices(options).map(({ label, detail }) => `${label}. ${detail}`)).toEqual([
      'Use a context of 16,384 tokens. 16,384 instead of 8,192 tokens, 1.5\u00a0GiB more memory: it is tight. The model loads anew and keeps it.',
      'Summarise the first 18 messages. 5,200 tokens become 900 at most. The messages stay in the conversation.',
      'Leave out the oldest messages. 12 messages are not sent. 6,900 of 8,192 tokens are used.',
    ]);
  });

  it('uses a summary that is there already without writing another', () => {
    const isThere = { upToId, messages: 18, tokens: 900, summaryTokens: 900, isThere: true };
    const [choice] = overflowChoices({ ...options, larger: null, summarise: isThere });
    expect(choice).toMatchObject({
      label: 'Send the summary of the first 18 messages',
      step: { type: 'policy', policy: 'summarise' },
    });
  });

  // Would catch: a person who is kept from sending by a guess about a model that is not loaded.
  it('lets a message go as it is where there is room, or where nobody counted', () => {
    const nothing = { ...options, dropOldest: null, keepEnds: null, summarise: null, larger: null };
    const ids = [nothing, { ...nothing, roomForReply: 54 }, { ...nothing, isExact: false }].map((each) =>
      overflowChoices(each).map(({ detail }) => detail),
    );
    expect(ids).toEqual([
      [],
      ['54 tokens are left for the reply.'],
      ['The model counts exactly when it is loaded. Where nothing fits, nothing is sent.'],
    ]);
  });
});

describe('files beside a draft', () => {
  const key = ':new' as DraftKey;
  const file = { id: 'f' as AttachmentId, name: 'a.txt', sizeBytes: 1, lines: 1 };
  const draft = { key, text: 'words', replyPrefix: '', attachments: [file], updatedAtMs: 1 };
  const changed = (next: typeof draft | null): DraftEvent => ({ type: 'changed', key, draft: next, writer: null });

  it('follow the draft until it is sent, and stay the same while only its words change', () => {
    const first = reduceDraftFiles(null, { type: 'snapshot', drafts: [draft] });
    const typed = reduceDraftFiles(first, changed({ ...draft, text: 'more words' }));
    const sent = reduceDraftFiles(typed, changed(null));
    expect([first?.get(key), typed === first, sent?.get(key)]).toEqual([[file], true, []]);
  });
});

import { defaultChatSettings } from '../../../main/contract/chat-settings.ts';
import {
  exchangeConversationSchema,
  exchangeMessageSchema,
  type ExchangeConversation,
  type ExchangeMessage,
} from '../../../main/contract/exchange-file.ts';
import { seededRandom } from '../gguf/seeded-random.ts';

/** Texts that formats, databases and wires like to break on. */
export const hardTexts = [
  'plain words',
  'two\r\nlines and a lone\rreturn',
  '👩‍👩‍👧‍👦 family, 🇩🇪 flag, e\u0301 accent',
  '日本語のテキスト、한국어, עברית \u200f and \u202eoverride',
  '```js\nconst open = `unclosed',
  '- list\n  ```py\n  print()\n  ```\n\nafter',
  '</script><img src=x onerror=alert(1)><!-- open',
  '{"a": [1, "\\u0000"], "b": "\\\\"}',
  '\u0000\u0001\u001f\u007f\u0085\u2028\u2029\ufeff\ufffe',
  ' leading and trailing \n\n',
  '---\nfront: matter\n---\n# heading\n> quote',
  '#'.repeat(3000),
];

/** A tree as people make them: edits, regenerations, ratings, files, summaries, settings. The same seed is the same tree. */
export function randomConversation(seed: number, size = 30): ExchangeConversation {
  const { next } = seededRandom(seed);
  const pick = <T>(values: readonly [T, ...T[]]): T => values[Math.floor(next() * values.length)] ?? values[0];
  const text = (): string => hardTexts[Math.floor(next() * hardTexts.length)] ?? '';
  const messages: ExchangeMessage[] = [];
  for (let index = 0; index < size; index += 1) {
    const parent = next() < 0.7 ? messages.at(-1) : messages[Math.floor(next() * messages.length)];
    const isReply = parent?.role === 'user' ? next() < 0.95 : next() < 0.05;
    messages.push(randomMessage(index, parent, isReply));
  }
  const active = messages[Math.floor(next() * messages.length)];
  return exchangeConversationSchema.parse({
    id: `conversation-${seed}`,
    importedFrom: null,
    title: text().slice(0, 200) || 'x',
    titleSource: pick(['auto', 'person']),
    modelId: pick([null, 'model-1']),
    isPinned: next() < 0.5,
    isArchived: next() < 0.5,
    projectId: null,
    tags: ['alpha', 'β'].filter(() => next() < 0.5),
    createdAtMs: Math.floor(next() * 1e12),
    updatedAtMs: Math.floor(next() * 1e12),
    ownSettings:
      next() < 0.5
        ? null
        : { settings: { sampling: { temperature: 0.1 } }, systemPrompt: text(), variables: { who: text() } },
    activeLeafId: active?.id ?? null,
    messages,
  });

  function randomMessage(index: number, parent: ExchangeMessage | undefined, isReply: boolean): ExchangeMessage {
    const status = isReply ? pick(['complete', 'stopped', 'interrupted', 'failed'] as const) : 'complete';
    return exchangeMessageSchema.parse({
      id: `message-${seed}-${index}`,
      parentId: parent?.id ?? null,
      role: isReply ? 'assistant' : 'user',
      text: text(),
      reasoning: isReply ? pick(['', text()]) : '',
      status,
      stopReason: isReply ? pick([null, 'end', 'max-tokens']) : null,
      error: status === 'failed' ? { code: 'runner-failed', params: { detail: text() }, isRetryable: true } : null,
      modelId: isReply ? 'model-1' : null,
      modelName: isReply ? 'A model' : null,
      stats: isReply && next() < 0.5 ? randomStats() : null,
      createdAtMs: Math.floor(next() * 1e12),
      givenLength: isReply ? Math.floor(next() * 5) : 0,
      rating: isReply ? pick([null, 'up', 'down'] as const) : null,
      leftOutMessages: Math.floor(next() * 3),
      structure: isReply && next() < 0.2 ? { kind: 'json', problem: pick([null, text()]) } : null,
      record: isReply && next() < 0.5 ? randomRecord(parent) : null,
      attachments: isReply
        ? []
        : [1, 2].filter(() => next() < 0.2).map((n) => ({ name: `f${n}.md`, sizeBytes: 9, lines: 2, text: text() })),
      summary:
        next() < 0.1
          ? { id: `summary-${seed}-${index}`, text: text(), modelName: 'A model', createdAtMs: index }
          : null,
    });
  }

  function randomStats(): NonNullable<ExchangeMessage['stats']> {
    return {
      promptTokens: Math.floor(next() * 100),
      reusedTokens: 1,
      replyTokens: 7,
      firstTokenMs: next() * 100,
      promptTokensPerSecond: null,
      replyTokensPerSecond: next() * 1000,
      loadMs: 0,
      reasoningTokens: null,
      reasoningMs: 4.5,
    };
  }

  function randomRecord(parent: ExchangeMessage | undefined): ExchangeMessage['record'] {
    return {
      settings: {
        ...defaultChatSettings,
        sampling: { ...defaultChatSettings.sampling, seed: Math.floor(next() * 1e9) },
      },
      systemPrompt: text(),
      context: {
        policy: 'summarise',
        contextSize: 4096,
        promptTokens: 10,
        sentMessages: 1,
        leftOut: [{ from: 0, to: 1 }],
        summaryId: parent?.summary?.id ?? null,
      },
    };
  }
}

/** The same tree under names by place: what an import may change is changed in both. */
export function withPlaceNames(conversation: ExchangeConversation): unknown {
  const names = new Map<string, string>();
  conversation.messages.forEach(({ id, summary }, place) => {
    names.set(id, `message ${place}`);
    if (summary !== null) names.set(summary.id, `summary ${place}`);
  });
  const json = JSON.stringify({ ...conversation, id: '', importedFrom: '' });
  return JSON.parse(
    json.replace(/"([A-Za-z0-9_-]{1,64})"/g, (whole, id: string) => {
      const name = names.get(id);
      return name === undefined ? whole : JSON.stringify(name);
    }),
  );
}

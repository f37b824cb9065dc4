import { expect, it } from 'vitest';
import { defaultChatSettings } from '../../../main/contract/chat-settings.ts';
import { modelIdSchema } from '../../../main/contract/ids.ts';
import { setupWords } from '../../../renderer/features/compare/setup/setup-words.ts';
import { plainSetup, withModel } from '../../../renderer/state/compare/setup/line-up.ts';

const plain = plainSetup(modelIdSchema.parse('one'));

// Catches: identifiers, whole prompts or defaults among the words of a row.
it('says only what differs, in short words', () => {
  const words = setupWords(
    {
      ...plain,
      settings: { sampling: { temperature: 0.2, topK: 40 }, reasoning: { isOn: false } },
      load: { contextSize: 4096, draftModelId: modelIdSchema.parse('draft'), keyCacheType: 'q8_0' },
      systemPrompt: `Answer\nin one line. ${'And so on. '.repeat(20)}`,
    },
    defaultChatSettings,
    [],
  );
  expect(words).toEqual([
    'temperature 0.2',
    'think first off',
    'context size 4,096 tokens',
    'keys in the context Q8_0',
    'draft model',
    '“Answer in one line. And so on. And so on. And so on. And so…”',
  ]);
  expect(setupWords(plain, defaultChatSettings, [])).toEqual([]);
});

it('leaves what belongs to a model behind when another one takes the place', () => {
  const setup = { ...plain, systemPrompt: 'Hello', load: { contextSize: 512, chatTemplate: 'x', adapters: [] } };
  expect(withModel(setup, modelIdSchema.parse('two'))).toEqual({
    ...plain,
    modelId: 'two',
    systemPrompt: 'Hello',
    load: { contextSize: 512 },
  });
});

import Sqlite from 'better-sqlite3';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import {
  defaultChatSettings,
  noOwnChatSettings,
  type ChatLibraryEvent,
  type ChatSettingsEvent,
} from '../../../main/contract/chat-settings.ts';
import { AppError } from '../../../main/contract/errors.ts';
import type { ChatPresetId, ConversationId, ModelId } from '../../../main/contract/ids.ts';
import { ChatLibrary } from '../../../main/core/chat-settings/chat-library.ts';
import { ChatSettingsService } from '../../../main/core/chat-settings/chat-settings-service.ts';
import { databaseFileName } from '../../../main/storage/database.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { exampleConversation } from '../../support/example-conversation.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const modelId = 'm1' as ModelId;
const conversationId = 'chat' as ConversationId;
const conversation = exampleConversation(conversationId, { title: 'Tea' });

function open(dataFolder = temporaryFolder()) {
  const storage = openStorage({ dataFolder });
  onTestFinished(() => storage.close());
  const logged: unknown[] = [];
  const settings = new ChatSettingsService({
    repository: storage.chatSettings,
    modelName: (id) => `Model ${id}`,
    clock: { now: () => Date.UTC(2026, 2, 1, 12) },
    locale: 'en-GB',
    logger: { info: (event, facts) => void logged.push([event, facts]), error: () => undefined },
  });
  const library = new ChatLibrary({ repository: storage.chatSettings, settings, clock: { now: () => 7 } });
  return { storage, settings, library, logged, dataFolder };
}

/** The conversation is there, and somebody else has written into the file. */
function openWith(sql: string) {
  const { storage, dataFolder } = open();
  storage.conversations.createWith(conversation, []);
  storage.close();
  const database = new Sqlite(join(dataFolder, databaseFileName));
  database.exec(sql);
  database.close();
  return open(dataFolder);
}

test('what was set before a chat began goes along with it, once, and survives a restart', () => {
  const { storage, settings, dataFolder } = open();
  const own = {
    ...noOwnChatSettings,
    settings: { sampling: { temperature: 0 } },
    systemPrompt: 'On {{date}}: {{who}}.',
  };
  settings.save(null, { ...own, variables: { who: 'Ada' } });
  storage.close();
  const again = open(dataFolder);
  again.storage.conversations.createWith(conversation, []);
  again.settings.begin(conversationId);
  const next: ChatSettingsEvent[] = [];
  again.settings.watch({ conversationId: null, projectId: null }, (event) => next.push(event));
  expect([again.settings.resolve(conversationId, modelId), next[0]?.own]).toEqual([
    {
      settings: { ...defaultChatSettings, sampling: { ...defaultChatSettings.sampling, temperature: 0 } },
      systemPrompt: 'On 1 March 2026: Ada.',
    },
    noOwnChatSettings,
  ]);
});

test('the conversation overrules its project, and both what holds for all chats; whoever watches is told', () => {
  const { settings, library } = openWith(`
    INSERT INTO projects (id, name, system_prompt, created_at_ms) VALUES ('p', 'P', 'Of the project', 1);
    UPDATE conversations SET project_id = 'p'`);
  const told: ChatSettingsEvent[] = [];
  settings.watch({ conversationId, projectId: null }, (event) => told.push(event));
  library.saveDefaults({ sampling: { topK: 3, temperature: 1 }, overflow: 'drop-oldest' });
  settings.save(conversationId, {
    settings: { sampling: { temperature: 0 } },
    systemPrompt: 'Own {{tone}}',
    variables: {},
  });
  settings.save(conversationId, { ...noOwnChatSettings, systemPrompt: '' });
  const seen = told.map(({ effective, unfilled }) => ({
    prompt: effective.systemPrompt,
    temperature: effective.settings.sampling.temperature,
    topK: effective.settings.sampling.topK,
    overflow: effective.settings.overflow,
    unfilled,
  }));
  expect(seen).toEqual([
    { prompt: 'Of the project', temperature: 0.7, topK: 40, overflow: 'ask', unfilled: [] },
    { prompt: 'Of the project', temperature: 1, topK: 3, overflow: 'drop-oldest', unfilled: [] },
    { prompt: 'Own {{tone}}', temperature: 0, topK: 3, overflow: 'drop-oldest', unfilled: ['tone'] },
    { prompt: '', temperature: 1, topK: 3, overflow: 'drop-oldest', unfilled: [] },
  ]);
});

test('settings of another version never break a conversation: what cannot be read is left out and logged', () => {
  const stored = {
    settings: {
      sampling: { temperature: 'hot', topP: 0.5, mirostat: 2 },
      overflow: 'drop-random',
      reasoning: { budgetTokens: 5 },
    },
    systemPrompt: 'Kept',
    variables: 7,
  };
  const { settings, logged } = openWith(`UPDATE conversations SET own_settings = '${JSON.stringify(stored)}'`);
  const told: ChatSettingsEvent[] = [];
  settings.watch({ conversationId, projectId: null }, (event) => told.push(event));
  expect(told[0]?.own).toEqual({
    settings: { sampling: { topP: 0.5 }, reasoning: { budgetTokens: 5 } },
    systemPrompt: 'Kept',
    variables: {},
  });
  expect(logged).toEqual([['chat-settings-unread', { fields: 'variables, overflow, temperature' }]]);
});

test('a removed preset comes back as it was; a name stands for one preset only', () => {
  const { library } = open();
  let told: ChatLibraryEvent | null = null;
  library.watch((event) => (told = event));
  const preset = library.savePreset({ id: null, name: 'Dry', settings: { sampling: { temperature: 0 } } });
  expect(refusal(() => library.savePreset({ id: null, name: 'dry', settings: {} }))).toBe('settings-invalid');
  library.removePreset(preset.id);
  library.savePreset({ id: preset.id, name: preset.name, settings: preset.settings });
  const renamed = library.savePreset({ ...preset, name: 'DRY' });
  expect(told).toMatchObject({ presets: [renamed] });
  expect(renamed.id satisfies ChatPresetId).toBe(preset.id);
});

function refusal(action: () => unknown): unknown {
  try {
    return action();
  } catch (error) {
    return error instanceof AppError ? error.code : error;
  }
}

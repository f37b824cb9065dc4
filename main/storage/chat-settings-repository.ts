import type { Database } from 'better-sqlite3';
import type { ChatPreset, SystemPrompt } from '../contract/chat-settings.ts';
import { chatPresetIdSchema, systemPromptIdSchema, type ConversationId } from '../contract/ids.ts';
import type { ChatSettingsRepository } from '../core/ports/chat-settings-repository.ts';
import { readableOwn, readableSettings } from './readable-chat-settings.ts';

type PresetRow = { id: string; name: string; settings: string; updated_at_ms: number };
type PromptRow = { id: string; name: string; text: string; updated_at_ms: number };

/** Keys in the table of settings, beside the app's own. */
const unbegunKey = 'chat.unbegun';
const defaultsKey = 'chat.defaults';

/** What replies are made with: of conversations, of all chats, and under names. */
export function createChatSettingsRepository(database: Database): ChatSettingsRepository {
  return { ...ownMethods(database), ...presetMethods(database), ...promptMethods(database) };
}

type OwnMethods = Omit<
  ChatSettingsRepository,
  'presets' | 'savePreset' | 'removePreset' | 'systemPrompts' | 'saveSystemPrompt' | 'removeSystemPrompt'
>;

function ownMethods(database: Database): OwnMethods {
  const selectOwn = database
    .prepare<[string], string | null>('SELECT own_settings FROM conversations WHERE id = ?')
    .pluck();
  const updateOwn = database.prepare<[string, string]>('UPDATE conversations SET own_settings = ? WHERE id = ?');
  const selectSetting = database.prepare<[string], string>('SELECT value FROM settings WHERE key = ?').pluck();
  const upsertSetting = database.prepare<[string, string]>(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );
  const removeSetting = database.prepare<[string]>('DELETE FROM settings WHERE key = ?');
  const selectProjectPrompt = database
    .prepare<[string], string>(
      `SELECT p.system_prompt FROM conversations c JOIN projects p ON p.id = c.project_id
       WHERE c.id = ? AND p.deleted_at_ms IS NULL`,
    )
    .pluck();
  const selectPromptOfProject = database
    .prepare<[string], string>('SELECT system_prompt FROM projects WHERE id = ? AND deleted_at_ms IS NULL')
    .pluck();

  return {
    own: (id) => readableOwn((id === null ? selectSetting.get(unbegunKey) : selectOwn.get(id)) ?? null),
    saveOwn: (id, own) => {
      if (id === null) upsertSetting.run(unbegunKey, JSON.stringify(own));
      else updateOwn.run(JSON.stringify(own), id);
    },
    begin: database.transaction((id: ConversationId) => {
      const unbegun = selectSetting.get(unbegunKey);
      if (unbegun === undefined) return;
      updateOwn.run(unbegun, id);
      removeSetting.run(unbegunKey);
    }),
    defaults: () => readableSettings(selectSetting.get(defaultsKey) ?? null),
    saveDefaults: (settings) => void upsertSetting.run(defaultsKey, JSON.stringify(settings)),
    projectPrompt: (id) => selectProjectPrompt.get(id) ?? '',
    promptOfProject: (id) => selectPromptOfProject.get(id) ?? '',
  };
}

type PresetMethods = Pick<ChatSettingsRepository, 'presets' | 'savePreset' | 'removePreset'>;

function presetMethods(database: Database): PresetMethods {
  const select = database.prepare<[], PresetRow>(
    'SELECT id, name, settings, updated_at_ms FROM chat_presets ORDER BY name COLLATE NOCASE, id',
  );
  const upsert = database.prepare<Omit<ChatPreset, 'settings'> & { settings: string }>(`
    INSERT INTO chat_presets (id, name, settings, updated_at_ms) VALUES (@id, @name, @settings, @updatedAtMs)
    ON CONFLICT (id) DO UPDATE SET name = @name, settings = @settings, updated_at_ms = @updatedAtMs`);
  const remove = database.prepare<[string]>('DELETE FROM chat_presets WHERE id = ?');
  return {
    presets: () =>
      select.all().map((row) => ({
        id: chatPresetIdSchema.parse(row.id),
        name: row.name,
        settings: readableSettings(row.settings).value,
        updatedAtMs: row.updated_at_ms,
      })),
    savePreset: (preset) => void upsert.run({ ...preset, settings: JSON.stringify(preset.settings) }),
    removePreset: (id) => void remove.run(id),
  };
}

type PromptMethods = Pick<ChatSettingsRepository, 'systemPrompts' | 'saveSystemPrompt' | 'removeSystemPrompt'>;

function promptMethods(database: Database): PromptMethods {
  const select = database.prepare<[], PromptRow>(
    'SELECT id, name, text, updated_at_ms FROM system_prompts ORDER BY name COLLATE NOCASE, id',
  );
  const upsert = database.prepare<SystemPrompt>(`
    INSERT INTO system_prompts (id, name, text, updated_at_ms) VALUES (@id, @name, @text, @updatedAtMs)
    ON CONFLICT (id) DO UPDATE SET name = @name, text = @text, updated_at_ms = @updatedAtMs`);
  const remove = database.prepare<[string]>('DELETE FROM system_prompts WHERE id = ?');
  return {
    systemPrompts: () =>
      select.all().map((row) => ({
        id: systemPromptIdSchema.parse(row.id),
        name: row.name,
        text: row.text,
        updatedAtMs: row.updated_at_ms,
      })),
    saveSystemPrompt: (prompt) => void upsert.run(prompt),
    removeSystemPrompt: (id) => void remove.run(id),
  };
}

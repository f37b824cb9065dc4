import type { ChatPreset, ChatSettingsPatch, OwnChatSettings, SystemPrompt } from '../../contract/chat-settings.ts';
import type { ChatPresetId, ConversationId, ProjectId, SystemPromptId } from '../../contract/ids.ts';

/** What was stored, and which of its fields this version cannot read: they follow the defaults. */
export type Readable<Value> = { readonly value: Value; readonly unread: readonly string[] };

/** What replies are made with. Every method is one transaction. @throws AppError `disk-full`, `database-damaged`. */
export interface ChatSettingsRepository {
  /** Null: of the chat that has not begun. */
  own(id: ConversationId | null): Readable<OwnChatSettings>;
  saveOwn(id: ConversationId | null, own: OwnChatSettings): void;
  /** What the chat that had not begun had of its own is the conversation's now. */
  begin(id: ConversationId): void;
  defaults(): Readable<ChatSettingsPatch>;
  saveDefaults(settings: ChatSettingsPatch): void;
  /** The system prompt of the conversation's project; empty without one. */
  projectPrompt(id: ConversationId): string;
  promptOfProject(id: ProjectId): string;
  /** By name. */
  presets(): ChatPreset[];
  savePreset(preset: ChatPreset): void;
  removePreset(id: ChatPresetId): void;
  /** By name. */
  systemPrompts(): SystemPrompt[];
  saveSystemPrompt(prompt: SystemPrompt): void;
  removeSystemPrompt(id: SystemPromptId): void;
}

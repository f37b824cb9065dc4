import {
  defaultChatSettings,
  type ChatSettings,
  type ChatSettingsEvent,
  type ChatSettingsInput,
  type ChatSettingsPatch,
  type OwnChatSettings,
  type PromptPreview,
} from '../../contract/chat-settings.ts';
import type { ConversationId, ModelId, ProjectId } from '../../contract/ids.ts';
import { Emitter } from '../emitter.ts';
import type { ChatSettingsRepository, Readable } from '../ports/chat-settings-repository.ts';
import type { Clock } from '../ports/clock.ts';
import type { Logger } from '../ports/host.ts';
import { mergeSettings } from './merge-settings.ts';
import { fillVariables } from './prompt-variables.ts';

export type ChatSettingsPorts = {
  readonly repository: ChatSettingsRepository;
  /** The model's display name. @throws AppError `not-found`. */
  readonly modelName: (id: ModelId) => string;
  readonly clock: Clock;
  /** How the person writes dates: a BCP 47 tag. */
  readonly locale: string;
  readonly logger: Logger;
};

/** What a reply is made with, its variables filled in. */
export type ResolvedChat = { readonly settings: ChatSettings; readonly systemPrompt: string };

/**
 * How replies are made: the defaults, what the person made them for all chats, the project's system prompt, and what the
 * conversation has of its own, each in place of the one before.
 */
export class ChatSettingsService {
  readonly #ports: ChatSettingsPorts;
  /** Of one conversation or the chat that has not begun (null); undefined: anything may have changed. */
  readonly #changed = new Emitter<ConversationId | null | undefined>();

  constructor(ports: ChatSettingsPorts) {
    this.#ports = ports;
  }

  /** The listener gets what holds at once, then after every change. */
  watch(input: ChatSettingsInput, listener: (event: ChatSettingsEvent) => void): () => void {
    listener(this.#snapshot(input));
    return this.#changed.subscribe((id) => {
      if (id === undefined || id === input.conversationId) listener(this.#snapshot(input));
    });
  }

  /** What the next reply is made with. Variables that nobody filled in stay in the text. `projectId`: of a chat to come. */
  resolve(conversationId: ConversationId | null, modelId: ModelId, projectId: ProjectId | null = null): ResolvedChat {
    const { effective, own } = this.#snapshot({ conversationId, projectId });
    const { text } = this.#fill(effective.systemPrompt, own.variables, modelId);
    return { settings: effective.settings, systemPrompt: text };
  }

  save(conversationId: ConversationId | null, own: OwnChatSettings): void {
    this.#ports.repository.saveOwn(conversationId, own);
    this.#changed.emit(conversationId);
  }

  /** The conversation takes along what was set before it began; the next chat begins with nothing of its own. */
  begin(conversationId: ConversationId): void {
    this.#ports.repository.begin(conversationId);
    this.#changed.emit(conversationId);
    this.#changed.emit(null);
  }

  saveDefaults(settings: ChatSettingsPatch): void {
    this.#ports.repository.saveDefaults(settings);
    this.#changed.emit(undefined);
  }

  defaults(): ChatSettingsPatch {
    return this.#read(this.#ports.repository.defaults());
  }

  /** A project's system prompt, or which project a conversation is in, is another. */
  projectsChanged(): void {
    this.#changed.emit(undefined);
  }

  /** How a system prompt would be sent now. */
  preview(input: { text: string; variables: OwnChatSettings['variables']; modelId: ModelId | null }): PromptPreview {
    return this.#fill(input.text, input.variables, input.modelId);
  }

  #snapshot({ conversationId, projectId }: ChatSettingsInput): ChatSettingsEvent {
    const { repository } = this.#ports;
    const own = this.#read(repository.own(conversationId));
    const projectPrompt =
      conversationId !== null
        ? repository.projectPrompt(conversationId)
        : projectId === null
          ? ''
          : repository.promptOfProject(projectId);
    const inherited = { settings: mergeSettings(defaultChatSettings, this.defaults()), systemPrompt: projectPrompt };
    const effective = {
      settings: mergeSettings(inherited.settings, own.settings),
      systemPrompt: own.systemPrompt ?? projectPrompt,
    };
    const { variables } = this.#fill(effective.systemPrompt, own.variables, null);
    const unfilled = variables.filter(({ isBuiltIn, value }) => !isBuiltIn && value === null).map(({ name }) => name);
    return { type: 'snapshot', own, inherited, effective, unfilled };
  }

  #fill(text: string, own: OwnChatSettings['variables'], modelId: ModelId | null): PromptPreview {
    const { clock, locale, modelName } = this.#ports;
    const name = modelId === null ? '' : modelName(modelId);
    return fillVariables(text, own, { nowMs: clock.now(), modelName: name, locale });
  }

  #read<Value>({ value, unread }: Readable<Value>): Value {
    if (unread.length > 0) this.#ports.logger.info('chat-settings-unread', { fields: unread.join(', ') });
    return value;
  }
}

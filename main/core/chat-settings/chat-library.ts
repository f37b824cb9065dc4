import type { ChatLibraryEvent, ChatPreset, ChatSettingsPatch, SystemPrompt } from '../../contract/chat-settings.ts';
import { AppError } from '../../contract/errors.ts';
import type { ChatPresetId, SystemPromptId } from '../../contract/ids.ts';
import { Emitter } from '../emitter.ts';
import type { ChatSettingsRepository } from '../ports/chat-settings-repository.ts';
import type { Clock } from '../ports/clock.ts';
import type { ChatSettingsService } from './chat-settings-service.ts';

export type ChatLibraryPorts = {
  readonly repository: ChatSettingsRepository;
  readonly settings: ChatSettingsService;
  readonly clock: Clock;
};

/** What a person keeps under a name: presets and system prompts. An id that is gone is made again, so that a delete can be undone. */
export class ChatLibrary {
  readonly #ports: ChatLibraryPorts;
  readonly #changed = new Emitter<ChatLibraryEvent>();

  constructor(ports: ChatLibraryPorts) {
    this.#ports = ports;
  }

  /** The listener gets everything at once, then after every change. */
  watch(listener: (event: ChatLibraryEvent) => void): () => void {
    listener(this.#snapshot());
    return this.#changed.subscribe(listener);
  }

  /** @throws AppError `settings-invalid` for a name that another preset has. */
  savePreset(input: { id: ChatPresetId | null; name: string; settings: ChatSettingsPatch }): ChatPreset {
    const { repository, clock } = this.#ports;
    assertFree(repository.presets(), input);
    const id = input.id ?? (crypto.randomUUID() as ChatPresetId);
    const preset = { id, name: input.name, settings: input.settings, updatedAtMs: clock.now() };
    repository.savePreset(preset);
    this.#publish();
    return preset;
  }

  removePreset(id: ChatPresetId): void {
    this.#ports.repository.removePreset(id);
    this.#publish();
  }

  /** @throws AppError `settings-invalid` for a name that another one has. */
  savePrompt(input: { id: SystemPromptId | null; name: string; text: string }): SystemPrompt {
    const { repository, clock } = this.#ports;
    assertFree(repository.systemPrompts(), input);
    const id = input.id ?? (crypto.randomUUID() as SystemPromptId);
    const prompt = { id, name: input.name, text: input.text, updatedAtMs: clock.now() };
    repository.saveSystemPrompt(prompt);
    this.#publish();
    return prompt;
  }

  removePrompt(id: SystemPromptId): void {
    this.#ports.repository.removeSystemPrompt(id);
    this.#publish();
  }

  saveDefaults(settings: ChatSettingsPatch): void {
    this.#ports.settings.saveDefaults(settings);
    this.#publish();
  }

  #snapshot(): ChatLibraryEvent {
    const { repository, settings } = this.#ports;
    return {
      type: 'snapshot',
      presets: repository.presets(),
      systemPrompts: repository.systemPrompts(),
      defaults: settings.defaults(),
    };
  }

  #publish(): void {
    this.#changed.emit(this.#snapshot());
  }
}

function assertFree(
  kept: readonly { readonly id: string; readonly name: string }[],
  { id, name }: { readonly id: string | null; readonly name: string },
): void {
  const isTaken = kept.some((other) => other.id !== id && isSameName(other.name, name));
  if (isTaken) throw new AppError('settings-invalid', { field: 'name', value: name });
}

function isSameName(one: string, other: string): boolean {
  return one.localeCompare(other, undefined, { sensitivity: 'accent' }) === 0;
}

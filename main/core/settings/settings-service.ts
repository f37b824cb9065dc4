import type { Settings, SettingsPatch } from '../../contract/settings.ts';
import { Emitter } from '../emitter.ts';
import type { SettingsRepository } from '../ports/repositories.ts';

/** The person's choices for the whole app. */
export class SettingsService {
  readonly #repository: SettingsRepository;
  readonly #changed = new Emitter<Settings>();

  constructor(repository: SettingsRepository) {
    this.#repository = repository;
  }

  read(): Settings {
    return this.#repository.read();
  }

  update(patch: SettingsPatch): Settings {
    const settings = this.#repository.write(this.#withKeptLooks(patch));
    this.#changed.emit(settings);
    return settings;
  }

  /** A model keeps its look: pages that may not see the looks while names are hidden cannot give them anew. */
  #withKeptLooks(patch: SettingsPatch): SettingsPatch {
    if (patch.modelLooks === undefined) return patch;
    return { ...patch, modelLooks: { ...patch.modelLooks, ...this.read().modelLooks } };
  }

  /** The listener gets the present settings at once, then every change. */
  watch(listener: (settings: Settings) => void): () => void {
    listener(this.read());
    return this.#changed.subscribe(listener);
  }
}

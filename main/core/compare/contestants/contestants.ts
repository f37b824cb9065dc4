import type { Contestant, ContestantSetup } from '../../../contract/contestants.ts';
import type { ChatSettingsPatch, OwnChatSettings } from '../../../contract/chat-settings.ts';
import { AppError } from '../../../contract/errors.ts';
import type { AdapterId, ContestantId, ConversationId, ModelId } from '../../../contract/ids.ts';
import type { LoadSettings } from '../../../contract/load-settings.ts';
import type { Model } from '../../../contract/models.ts';
import type { Clock } from '../../ports/clock.ts';
import type { CompareRepository, ContestantRecord } from '../../ports/compare-repository.ts';
import { contestantDifferences } from './contestant-differences.ts';
import { contestantKey } from './contestant-key.ts';
import { contestantName } from './contestant-name.ts';
import { chatSettingsOf, freezeSetup, loadSettingsOf } from './freeze-setup.ts';

export type ContestantPorts = {
  readonly repository: Pick<
    CompareRepository,
    'keepContestant' | 'contestants' | 'allContestants' | 'renameContestant' | 'columnOf'
  >;
  readonly models: { readonly list: () => readonly Model[]; readonly find: (id: ModelId) => Model };
  /** @throws AppError `not-found`. */
  readonly adapterName: (id: AdapterId) => string;
  /** The model's own load settings. */
  readonly loadSettings: (id: ModelId) => LoadSettings;
  /** What all chats follow. */
  readonly chatDefaults: () => ChatSettingsPatch;
  readonly clock: Clock;
};

/** Who takes part: setups under a name, the same one however often it is put together. */
export class Contestants {
  readonly #ports: ContestantPorts;

  constructor(ports: ContestantPorts) {
    this.#ports = ports;
  }

  /** The contestant of this setup, kept before or now. @throws AppError `not-found` for a model or adapter that is not there. */
  keep(asked: ContestantSetup): ContestantRecord {
    const { models, clock, repository } = this.#ports;
    const { facts } = models.find(asked.modelId);
    const setup = this.freeze(asked);
    return repository.keepContestant({
      id: crypto.randomUUID() as ContestantId,
      key: contestantKey(setup),
      ownName: null,
      setup,
      modelName: facts.name,
      quantization: facts.quantization,
      differences: contestantDifferences(setup, this.#names()),
      createdAtMs: clock.now(),
    });
  }

  /** With everything written down that decides its words. */
  freeze(setup: ContestantSetup): ContestantSetup {
    const { loadSettings, chatDefaults } = this.#ports;
    return freezeSetup(setup, { ownLoad: loadSettings(setup.modelId), chatDefaults: chatDefaults() });
  }

  /** As they are told; those that were never kept are left out. */
  describe(ids: readonly ContestantId[]): ReadonlyMap<ContestantId, Contestant> {
    const records = this.#ports.repository.contestants(ids);
    return new Map(this.#describeAll(records).map((contestant) => [contestant.id, contestant]));
  }

  all(): Contestant[] {
    return this.#describeAll(this.#ports.repository.allContestants());
  }

  /** @throws AppError `not-found`. */
  find(id: ContestantId): ContestantRecord {
    const [record] = this.#ports.repository.contestants([id]);
    if (!record) throw new AppError('not-found', { what: 'contestant' });
    return record;
  }

  /** @param name null: the automatic one again. */
  rename(id: ContestantId, name: string | null): void {
    this.find(id);
    this.#ports.repository.renameContestant(id, name);
  }

  /** How its model is loaded to answer. */
  loadSettings(setup: ContestantSetup): LoadSettings {
    return loadSettingsOf(setup, this.#ports.loadSettings(setup.modelId));
  }

  /** How the model is loaded for a conversation that belongs to a column; null: as the model's own settings say. */
  loadSettingsFor(conversationId: ConversationId): LoadSettings | null {
    const column = this.#ports.repository.columnOf(conversationId);
    return column === null ? null : this.loadSettings(this.find(column.contestantId).setup);
  }

  /** What the conversation of its column has of its own. */
  own(setup: ContestantSetup): OwnChatSettings {
    return { settings: chatSettingsOf(setup), systemPrompt: setup.systemPrompt, variables: setup.variables };
  }

  #describeAll(records: readonly ContestantRecord[]): Contestant[] {
    const there = new Set(this.#ports.models.list().flatMap(({ id, isMissing }) => (isMissing ? [] : [id])));
    return records.map(({ key, ownName, ...record }) => ({
      ...record,
      name: contestantName({ key, ownName, ...record }),
      isNamedByPerson: ownName !== null,
      isThere: there.has(record.setup.modelId),
    }));
  }

  #names(): Parameters<typeof contestantDifferences>[1] {
    const { adapterName, models } = this.#ports;
    return { adapterName, modelName: (id) => models.find(id).facts.name };
  }
}

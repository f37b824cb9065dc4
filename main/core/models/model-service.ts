import { setTimeout as sleep } from 'node:timers/promises';
import { AppError } from '../../contract/errors.ts';
import type { ModelId } from '../../contract/ids.ts';
import type { ModelShape } from '../../contract/model-shape.ts';
import type { Model, ModelsEvent, ModelSource, Quarantine } from '../../contract/models.ts';
import type { FileStamp } from '../ports/gguf-reader.ts';
import { describeAgain } from './describe-model.ts';
import { hasSameFiles, presenceOf, type Presence } from './file-presence.ts';
import { ModelImports, type Adoption, type ImportPorts } from './model-imports.ts';
import { ModelJudge, type JudgePorts, type TrialOptions } from './model-judge.ts';
import { ModelNews } from './model-news.ts';
import { ModelNotices } from './model-notices.ts';
import { orAborted } from './or-aborted.ts';
import { retakeStamps } from './retake-stamps.ts';

export type ModelPorts = JudgePorts & Pick<ImportPorts, 'isOurs' | 'downloadChecksums'>;

/** A model that may be loaded now: its file is there, judged and tried. */
export type ReadyModel = { readonly model: Model; readonly shape: ModelShape; readonly stamps: readonly FileStamp[] };

/** A list is not kept waiting for a disk that sleeps or a share that is gone; what is noticed later is told later. */
const lookWaitMs = 150;

/**
 * The models on this computer. Nothing reaches a runner before the header reader passed it and a probe process loaded
 * it once; both verdicts are remembered for exactly these bytes.
 */
export class ModelService {
  readonly #ports: ModelPorts;
  readonly #news = new ModelNews();
  readonly #judge: ModelJudge;
  readonly #imports: ModelImports;
  readonly #notices: ModelNotices;
  /** Models that are judged anew right now: whoever comes second waits and finds the verdict. */
  readonly #judging = new Map<ModelId, Promise<unknown>>();
  readonly #endings: readonly (() => void)[];

  constructor(ports: ModelPorts) {
    this.#ports = ports;
    this.#judge = new ModelJudge(ports);
    this.#notices = new ModelNotices(ports.models);
    this.#imports = new ModelImports({
      ...ports,
      judge: this.#judge,
      announce: (model) => this.#announceSame(model),
      importsChanged: () => this.#news.tell({ type: 'imports-changed', imports: this.#imports.list() }),
    });
    this.#endings = [
      ports.pool.subscribe((modelId, runtime) => this.#news.tell({ type: 'runtime-changed', modelId, runtime })),
      ports.pool.observe({
        onReloaded: (modelId, reason, error) => this.#news.tell({ type: 'runner-reloaded', modelId, reason, error }),
      }),
    ];
  }

  async watch(listener: (event: ModelsEvent) => void): Promise<() => void> {
    await Promise.race([this.refresh(), sleep(lookWaitMs, undefined, { ref: false })]);
    const unsubscribe = this.#news.subscribe(listener);
    listener(this.#snapshot());
    return unsubscribe;
  }

  /** Called after every change of the list. */
  onChanged(listener: () => void): () => void {
    return this.#news.subscribe(({ type }) => {
      if (type === 'snapshot' || type === 'models-changed' || type === 'models-removed') listener();
    });
  }

  /** Looks whether files went missing, came back or changed, and tells. */
  async refresh(): Promise<void> {
    for (const id of await this.#notices.look()) this.#announceIfListed(id);
  }

  /** Takes the stamps of our own files anew, right after they were moved: another disk may keep coarser times. */
  async retakeStamps(): Promise<void> {
    const { models, isOurs } = this.#ports;
    for (const [id, stamps] of models.allStamps()) {
      if (stamps.every(({ path }) => isOurs(path))) await this.#retake(id, stamps);
    }
  }

  /** Tells everybody the whole list: many models changed at once. */
  tellAll(): void {
    this.#news.tell(this.#snapshot());
  }

  list(): readonly Model[] {
    return this.#ports.models.list().map((model) => this.#notices.complete(model));
  }

  /** @throws AppError `not-found`. */
  find(id: ModelId): Model {
    const model = this.#ports.models.find(id);
    if (!model) throw new AppError('not-found', { what: 'model' });
    return this.#notices.complete(model);
  }

  name(id: ModelId): string {
    return this.find(id).facts.name;
  }

  /** What memory and speed depend on, as of the last judgement. @throws AppError `not-found`, `file-*`, `gguf-*`. */
  shape(id: ModelId, signal?: AbortSignal): Promise<ModelShape> {
    return this.#judge.shape(this.find(id), signal);
  }

  /** The file's own chat template; null when it has none. @throws AppError `not-found`, `file-*`, `gguf-*`. */
  async chatTemplate(id: ModelId, signal?: AbortSignal): Promise<string | null> {
    const { chatTemplate } = await this.#judge.read(this.find(id).path, signal);
    return chatTemplate;
  }

  /**
   * Checks a file, tries it and lists it. A second import of the same path joins the first.
   * @param source where the file was downloaded from; a file brought again without one keeps what is known.
   * @throws AppError `file-*`, `gguf-*` and everything `RunnerPool.probe` throws.
   */
  async importFile(path: string, source: ModelSource | null = null): Promise<Model> {
    return this.#notices.complete(await this.#imports.importFile(path, source));
  }

  cancelImport(path: string): void {
    this.#imports.cancel(path);
  }

  /** Lists files by their headers alone, in one transaction; each is tried before its first load. */
  adopt(adoptions: readonly Adoption[]): readonly Model[] {
    return this.#imports.adopt(adoptions).map((model) => this.#notices.complete(model));
  }

  /** Ends the model's runner and takes it off the list; its file stays, and so does what is known of it. */
  async remove(id: ModelId): Promise<void> {
    await this.takeOff(id, 'forgotten');
  }

  /** Ends the model's runner and takes it off the list. @throws AppError `not-found`. */
  async takeOff(id: ModelId, how: 'forgotten' | 'trashed'): Promise<void> {
    this.find(id);
    // First: whoever asks for it while its runner ends must not start another.
    this.#ports.models.hide(id, how, this.#ports.clock.now());
    await this.#ports.pool.unload(id);
    this.#news.tell({ type: 'models-removed', modelIds: [id] });
  }

  /** Back on the list, as it was. @param paths where its files lie now; null: where they were. */
  async putBack(id: ModelId, paths: readonly string[] | null): Promise<Model> {
    const path = paths?.[0];
    const twin = path === undefined ? null : this.#ports.models.findByPath(path);
    this.#ports.models.unhide(id, paths);
    // Its file was gone: the one that lies there now is this model's.
    if (twin) this.#news.tell({ type: 'models-removed', modelIds: [twin.id] });
    // The trash may have been moved to another disk meanwhile.
    if (paths !== null) await this.#retake(id, this.#ports.models.stamps(id));
    await this.#lookAt(id);
    this.announce(id);
    return this.find(id);
  }

  /** Whether the files are there now, listed or not. */
  presence(id: ModelId): Promise<Presence> {
    return presenceOf(this.#ports.models.stamps(id));
  }

  setQuarantine(id: ModelId, quarantine: Quarantine | null): void {
    this.#notices.setQuarantine(id, quarantine);
    this.#announceIfListed(id);
  }

  /** Tells what the list says of this model now. @throws AppError `not-found`. */
  announce(id: ModelId): void {
    this.#news.changed(this.find(id));
  }

  async unload(id: ModelId): Promise<void> {
    this.find(id);
    await this.#ports.pool.unload(id);
  }

  /**
   * Makes sure that the file is still the one that was judged, judges a changed one anew, and tries one that never was.
   * @param trial `onTrial` is called when the file has to be tried: that takes as long as a load.
   * @throws AppError `not-found`, `model-missing` and everything `importFile` throws.
   */
  async ready(id: ModelId, signal: AbortSignal, trial: Omit<TrialOptions, 'signal'> = {}): Promise<ReadyModel> {
    // One at a time: two replies must not start two trials of the same file.
    const before = this.#judging.get(id) ?? Promise.resolve();
    const makeReady = (): Promise<ReadyModel> => this.#makeReady(id, { ...trial, signal });
    const judging = before.then(makeReady, makeReady);
    this.#judging.set(id, judging);
    try {
      const ready = await orAborted(judging, signal);
      this.#ports.models.touch(id, this.#ports.clock.now());
      this.announce(id);
      return { ...ready, model: this.find(id) };
    } finally {
      if (this.#judging.get(id) === judging) this.#judging.delete(id);
    }
  }

  async dispose(): Promise<void> {
    for (const end of this.#endings) end();
    await this.#imports.dispose();
  }

  async #makeReady(id: ModelId, trial: TrialOptions): Promise<ReadyModel> {
    const { signal } = trial;
    signal.throwIfAborted();
    const { isMissing, isChanged } = await this.#lookAt(id);
    const model = this.find(id);
    if (isMissing) {
      throw new AppError('model-missing', { name: model.facts.name, path: model.path }, { isRetryable: true });
    }
    if (isChanged || !model.isTried) return this.#judgeAgain(model, trial);
    return { model, shape: await this.#judge.shape(model, signal), stamps: this.#ports.models.stamps(id) };
  }

  async #judgeAgain(model: Model, trial: TrialOptions): Promise<ReadyModel> {
    const { models, pool } = this.#ports;
    const reading = await this.#judge.read(model.path, trial.signal);
    const isSame = hasSameFiles(models.stamps(model.id), reading.files);
    if (!isSame) await pool.unload(model.id);
    const described = describeAgain(reading, model);
    await this.#judge.tryOut(described, reading, trial);
    // Somebody may have removed it meanwhile: saving would bring it back.
    this.find(model.id);
    const judged = { ...described, isTried: true, check: isSame ? model.check : null };
    models.save(judged, reading.files, reading.shape);
    // What was recorded of the bytes of before says nothing of these; what was published still does.
    if (!isSame && models.known(model.id)?.origin === 'recorded') models.saveCheck(model.id, null, null);
    this.#notices.setPresence(model.id, { isMissing: false, isChanged: false });
    return { model: judged, shape: reading.shape, stamps: reading.files };
  }

  /** @throws AppError `not-found`. */
  async #lookAt(id: ModelId): Promise<Presence> {
    const presence = await presenceOf(this.#ports.models.stamps(id));
    this.find(id);
    if (this.#notices.setPresence(id, presence)) this.announce(id);
    return presence;
  }

  async #retake(id: ModelId, stamps: readonly FileStamp[]): Promise<void> {
    const fresh = await retakeStamps(stamps);
    if (fresh !== null) this.#ports.models.restamp(id, fresh);
  }

  #snapshot(): ModelsEvent {
    const runtimes = Object.fromEntries(this.#ports.pool.runtimes());
    return { type: 'snapshot', models: this.list(), runtimes, imports: this.#imports.list() };
  }

  /** Just read: the file is there and as it was judged. */
  #announceSame(model: Model): void {
    this.#notices.setPresence(model.id, { isMissing: false, isChanged: false });
    this.#news.changed(this.#notices.complete(model));
  }

  #announceIfListed(id: ModelId): void {
    if (this.#ports.models.find(id)) this.announce(id);
  }
}

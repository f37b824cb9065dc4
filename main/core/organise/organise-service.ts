import { AppError } from '../../contract/errors.ts';
import type { OrganiseEvent, Project } from '../../contract/organise.ts';
import type { ConversationId, ProjectId } from '../../contract/ids.ts';
import { Emitter } from '../emitter.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrganiseRepository } from '../ports/organise-repository.ts';

export type OrganisePorts = {
  readonly organise: OrganiseRepository;
  readonly clock: Clock;
  /** Tells whoever watches what conversations are like now. */
  readonly publishConversation: (id: ConversationId) => void;
  readonly publishList: () => void;
  /** What follows from a project may be another: its system prompt, or who is in it. */
  readonly projectsChanged: () => void;
};

type RemovedProject = { readonly project: Project; readonly conversationIds: readonly ConversationId[] };

/** More changed conversations than this are told as a list. */
const mostToldSingly = 20;
const mostRemembered = 100;

/** Projects, tags and the archive: where conversations are kept. */
export class OrganiseService {
  readonly #ports: OrganisePorts;
  readonly #changed = new Emitter<OrganiseEvent>();
  /** They can come back until the app is closed. */
  readonly #removed = new Map<ProjectId, RemovedProject>();

  constructor(ports: OrganisePorts) {
    this.#ports = ports;
  }

  watch(listener: (event: OrganiseEvent) => void): () => void {
    listener(this.#snapshot());
    return this.#changed.subscribe(listener);
  }

  /** @throws AppError `not-found` when the project to change is gone. */
  saveProject(input: Pick<Project, 'name' | 'systemPrompt'> & { readonly id: ProjectId | null }): Project {
    const known = input.id === null ? null : this.#project(input.id);
    const project: Project = {
      ...input,
      id: known?.id ?? (crypto.randomUUID() as ProjectId),
      createdAtMs: known?.createdAtMs ?? this.#ports.clock.now(),
    };
    this.#ports.organise.saveProject(project);
    this.#tell();
    return project;
  }

  /** Its conversations stay; `restoreProject` puts them back. @throws AppError `not-found`. */
  removeProject(id: ProjectId): void {
    const project = this.#project(id);
    const conversationIds = this.#ports.organise.removeProject(id);
    const oldest = this.#removed.size >= mostRemembered ? this.#removed.keys().next().value : undefined;
    if (oldest !== undefined) this.#removed.delete(oldest);
    this.#removed.set(id, { project, conversationIds });
    this.#publish(conversationIds);
    this.#tell();
  }

  /** @throws AppError `not-found` when it was not removed since the app started. */
  restoreProject(id: ProjectId): void {
    const removed = this.#removed.get(id);
    if (removed === undefined) throw new AppError('not-found', { what: 'project' });
    this.#ports.organise.restoreProject(removed.project, removed.conversationIds);
    this.#removed.delete(id);
    this.#tell();
    this.#publish(removed.conversationIds);
  }

  /** @throws AppError `not-found` when there is no such project. */
  setProject(conversationIds: readonly ConversationId[], projectId: ProjectId | null): void {
    if (projectId !== null) this.#project(projectId);
    this.#ports.organise.setProject(conversationIds, projectId);
    this.#publish(conversationIds);
    this.#ports.projectsChanged();
  }

  setArchived(conversationIds: readonly ConversationId[], isArchived: boolean): void {
    this.#ports.organise.setArchived(conversationIds, isArchived);
    this.#publish(conversationIds);
  }

  setTags(conversationId: ConversationId, tags: readonly string[]): void {
    this.#ports.organise.setTags(conversationId, tags);
    this.#publish([conversationId]);
  }

  changeTag(conversationIds: readonly ConversationId[], tag: string, isSet: boolean): void {
    this.#ports.organise.changeTag(conversationIds, tag, isSet);
    this.#publish(conversationIds);
  }

  /** Projects changed elsewhere, as by an import. */
  projectsChanged(): void {
    this.#tell();
  }

  #project(id: ProjectId): Project {
    const project = this.#ports.organise.projects().find((candidate) => candidate.id === id);
    if (project === undefined) throw new AppError('not-found', { what: 'project' });
    return project;
  }

  #snapshot(): OrganiseEvent {
    return { type: 'snapshot', projects: this.#ports.organise.projects() };
  }

  #tell(): void {
    this.#changed.emit(this.#snapshot());
    this.#ports.projectsChanged();
  }

  #publish(ids: readonly ConversationId[]): void {
    if (ids.length > mostToldSingly) this.#ports.publishList();
    else for (const id of ids) this.#ports.publishConversation(id);
  }
}

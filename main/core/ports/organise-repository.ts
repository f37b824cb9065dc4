import type { Project } from '../../contract/organise.ts';
import type { ConversationId, ProjectId } from '../../contract/ids.ts';

/** What a conversation belongs to. Every method is one transaction. @throws AppError `disk-full`, `database-damaged`. */
export interface OrganiseRepository {
  /** By name, letter case aside. */
  projects(): Project[];
  /** Adds a project or changes its name and system prompt. */
  saveProject(project: Project): void;
  /** Conversations stay, without a project. @returns those that were in it. */
  removeProject(id: ProjectId): ConversationId[];
  /** Puts it back, and those conversations into it that have gone nowhere else meanwhile. */
  restoreProject(project: Project, conversationIds: readonly ConversationId[]): void;

  setProject(conversationIds: readonly ConversationId[], projectId: ProjectId | null): void;
  setArchived(conversationIds: readonly ConversationId[], isArchived: boolean): void;
  /** In place of those it had. A tag that is in use keeps the spelling it has. */
  setTags(conversationId: ConversationId, tags: readonly string[]): void;
  /** Conversations with as many tags as there may be stay as they are. */
  changeTag(conversationIds: readonly ConversationId[], tag: string, isSet: boolean): void;
}

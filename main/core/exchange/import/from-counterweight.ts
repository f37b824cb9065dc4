import { AppError } from '../../../contract/errors.ts';
import {
  exchangeConversationSchema,
  exchangeFileSchema,
  exchangeFormat,
  exchangeVersion,
  type ExchangeConversation,
  type ExchangeProject,
} from '../../../contract/exchange-file.ts';
import type { Imported } from './imported.ts';
import { numberOf, type Fields } from './unknown-fields.ts';

/** What stands before the conversations of a file of ours. */
export type FileHead = { readonly projects: ReadonlyMap<string, ExchangeProject> };

/** @returns null for a file that is not ours. @throws AppError `import-newer`. */
export function readHead(members: Fields, name: string): FileHead | null {
  if (members['format'] !== exchangeFormat) return null;
  if ((numberOf(members['version']) ?? Infinity) > exchangeVersion) throw new AppError('import-newer', { name });
  const projects = exchangeFileSchema.shape.projects.safeParse(members['projects']).data ?? [];
  return { projects: new Map(projects.map((project) => [project.id, project])) };
}

/** @returns null for one that is not what it should be. */
export function fromCounterweight(value: unknown, { projects }: FileHead): Imported | null {
  const conversation = exchangeConversationSchema.safeParse(value).data;
  if (conversation === undefined || !isTree(conversation)) return null;
  const own = `counterweight:${conversation.id}`;
  return {
    source: 'counterweight',
    origins: conversation.importedFrom === null ? [own] : [conversation.importedFrom, own],
    conversation: wellFormed(conversation),
    project: conversation.projectId === null ? null : (projects.get(conversation.projectId) ?? null),
    leftOut: [],
  };
}

/** Parents first, each id once, one active leaf that is there. */
function isTree({ messages, activeLeafId }: ExchangeConversation): boolean {
  const known = new Set<string>();
  for (const { id, parentId } of messages) {
    if (known.has(id) || (parentId !== null && !known.has(parentId))) return false;
    known.add(id);
  }
  return activeLeafId === null || known.has(activeLeafId);
}

function wellFormed(conversation: ExchangeConversation): ExchangeConversation {
  return {
    ...conversation,
    title: conversation.title.toWellFormed(),
    messages: conversation.messages.map((message) => ({
      ...message,
      text: message.text.toWellFormed(),
      reasoning: message.reasoning.toWellFormed(),
      attachments: message.attachments.map((file) => ({
        ...file,
        name: file.name.toWellFormed(),
        text: file.text.toWellFormed(),
      })),
    })),
  };
}

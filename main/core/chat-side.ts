import { AttachmentService } from './attachments/attachment-service.ts';
import { ChatLibrary } from './chat-settings/chat-library.ts';
import { ChatSettingsService } from './chat-settings/chat-settings-service.ts';
import type { ChatPorts } from './chat/chat-parts.ts';
import { ChatService } from './chat/chat-service.ts';
import { ReplyPrompts } from './chat/reply-prompts.ts';
import { planContext } from './context/plan-context.ts';
import { createContextSide, type ContextSide, type ContextSidePorts } from './context-side.ts';
import { TokenCounts } from './context/token-counts.ts';
import { DraftService } from './drafts/draft-service.ts';
import type { Clock } from './ports/clock.ts';
import type { Logger } from './ports/host.ts';
import type { Storage } from './ports/repositories.ts';
import type { RunnerPool } from './ports/runner-pool.ts';
import type { StructureJudge } from './ports/structure-judge.ts';
import { TokenViewService } from './token-view/token-view-service.ts';

export type ChatSidePorts = {
  readonly storage: Storage;
  readonly pool: RunnerPool;
  readonly structures: StructureJudge;
  readonly clock: Clock;
  readonly logger: Logger;
} & Pick<ChatPorts, 'prepareLoad' | 'modelName'> &
  Pick<ContextSidePorts, 'planLoad' | 'loadSettings' | 'trainedContextLength'>;

/** Everything about conversations. */
export type ChatSide = ContextSide & {
  readonly chat: ChatService;
  readonly drafts: DraftService;
  readonly attachments: AttachmentService;
  readonly replyPrompts: ReplyPrompts;
  readonly chatSettings: ChatSettingsService;
  readonly chatLibrary: ChatLibrary;
  readonly structures: StructureJudge;
  readonly tokenView: TokenViewService;
};

/** A part of the composition root: the services of chat. */
export function createChatSide({ storage, ...ports }: ChatSidePorts): ChatSide {
  const { conversations, prompts } = storage;
  const locale = new Intl.DateTimeFormat().resolvedOptions().locale;
  const repository = storage.chatSettings;
  const counts = new TokenCounts();
  const chatSettings = new ChatSettingsService({ ...ports, repository, locale });
  const chatLibrary = new ChatLibrary({ ...ports, repository, settings: chatSettings });
  const replyPrompts = new ReplyPrompts({ ...ports, prompts, conversations });
  const drafts = new DraftService({ ...ports, drafts: storage.drafts });
  const draftChanged = drafts.changed.bind(drafts);
  const resolveChat = chatSettings.resolve.bind(chatSettings);
  const chat = new ChatService({
    ...ports,
    conversations,
    recordPrompt: replyPrompts.record.bind(replyPrompts),
    resolveChat,
    planContext: (input, signal) => planContext(input, counts, signal),
    judgeStructure: ports.structures.judge.bind(ports.structures),
    onBegun: chatSettings.begin.bind(chatSettings),
    onSent: draftChanged,
  });
  const branchWith = chat.branchWith.bind(chat);
  const { replyTokens } = storage;
  const tokenView = new TokenViewService({ ...ports, conversations, prompts, replyTokens, branchWith });
  const attachments = new AttachmentService({ ...ports, attachments: storage.attachments, draftChanged });
  const publishMessage = chat.publishMessage.bind(chat);
  const contextSide = createContextSide({ ...ports, storage, resolveChat, counts, publishMessage });
  return {
    ...contextSide,
    chat,
    drafts,
    attachments,
    replyPrompts,
    chatSettings,
    chatLibrary,
    structures: ports.structures,
    tokenView,
  };
}

import type { ChatSettingsService } from './chat-settings/chat-settings-service.ts';
import type { ChatService } from './chat/chat-service.ts';
import { planContext } from './context/plan-context.ts';
import { TokenCounts } from './context/token-counts.ts';
import { OrganiseService } from './organise/organise-service.ts';
import { TitleService, type TitlePorts } from './organise/title-service.ts';
import type { Clock } from './ports/clock.ts';
import type { CsvText } from './ports/csv-text.ts';
import type { DraftService } from './drafts/draft-service.ts';
import type { Logger } from './ports/host.ts';
import type { Storage } from './ports/repositories.ts';
import type { RunnerPool } from './ports/runner-pool.ts';
import { SearchIndexer } from './search/search-indexer.ts';
import { SearchService } from './search/search-service.ts';
import { ShelfService } from './shelf/shelf-service.ts';

export type OrganiseSidePorts = {
  readonly storage: Storage;
  readonly pool: RunnerPool;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly chat: ChatService;
  readonly chatSettings: ChatSettingsService;
  readonly drafts: DraftService;
  readonly csv: CsvText;
} & Pick<TitlePorts, 'isWanted' | 'parameterCount'>;

export type OrganiseSide = {
  readonly organise: OrganiseService;
  readonly search: SearchService;
  readonly titles: TitleService;
  readonly shelf: ShelfService;
};

/** A part of the composition root: where conversations are kept and how they are found again. */
export function createOrganiseSide({
  chat,
  chatSettings,
  drafts,
  storage,
  ...ports
}: OrganiseSidePorts): OrganiseSide & {
  readonly dispose: () => Promise<void>;
} {
  const { conversations, search } = storage;
  const watchList = chat.watchList.bind(chat);
  const watchWork = chat.watchWork.bind(chat);
  const publishConversation = chat.publishConversation.bind(chat);
  const indexer = new SearchIndexer({ ...ports, search });
  const stopWaking = watchList(() => indexer.wake());
  const counts = new TokenCounts();
  const titles = new TitleService({
    ...ports,
    conversations,
    watchList,
    watchWork,
    publishConversation,
    resolveChat: chatSettings.resolve.bind(chatSettings),
    planContext: (input, signal) => planContext(input, counts, signal),
  });
  const organise = new OrganiseService({
    ...ports,
    organise: storage.organise,
    // A conversation may be deleted while its project comes back.
    publishConversation: (id) => {
      if (conversations.find(id) !== null) publishConversation(id);
    },
    publishList: chat.publishList.bind(chat),
    projectsChanged: chatSettings.projectsChanged.bind(chatSettings),
  });
  return {
    organise,
    titles,
    search: new SearchService({ ...ports, search, indexer }),
    shelf: new ShelfService({
      ...ports,
      shelf: storage.shelf,
      locale: new Intl.DateTimeFormat().resolvedOptions().locale,
      draftChanged: drafts.changed.bind(drafts),
    }),
    dispose: async () => {
      stopWaking();
      indexer.dispose();
      await titles.dispose();
    },
  };
}

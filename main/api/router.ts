import { adaptersRouter } from './routers/adapters-router.ts';
import { attachmentsRouter } from './routers/attachments-router.ts';
import { backupsRouter } from './routers/backups-router.ts';
import { chatRouter } from './routers/chat-router.ts';
import { chatSettingsRouter } from './routers/chat-settings-router.ts';
import { compareRouter } from './routers/compare-router.ts';
import { contextRouter } from './routers/context-router.ts';
import { downloadsRouter } from './routers/downloads-router.ts';
import { draftsRouter } from './routers/drafts-router.ts';
import { exchangeRouter } from './routers/exchange-router.ts';
import { hubRouter } from './routers/hub-router.ts';
import { libraryRouter } from './routers/library-router.ts';
import { modelsRouter } from './routers/models-router.ts';
import { organiseRouter } from './routers/organise-router.ts';
import { pricesRouter } from './routers/prices-router.ts';
import { runtimeRouter } from './routers/runtime-router.ts';
import { searchRouter } from './routers/search-router.ts';
import { settingsRouter } from './routers/settings-router.ts';
import { shelfRouter } from './routers/shelf-router.ts';
import { systemRouter } from './routers/system-router.ts';
import { tokensRouter } from './routers/tokens-router.ts';
import { ratingsRouter } from './routers/ratings-router.ts';
import { votesRouter } from './routers/votes-router.ts';
import { router } from './trpc.ts';

/** Everything a page may ask of the app. */
export const appRouter = router({
  chat: chatRouter,
  compare: compareRouter,
  chatSettings: chatSettingsRouter,
  drafts: draftsRouter,
  attachments: attachmentsRouter,
  context: contextRouter,
  tokens: tokensRouter,
  exchange: exchangeRouter,
  organise: organiseRouter,
  search: searchRouter,
  shelf: shelfRouter,
  backups: backupsRouter,
  votes: votesRouter,
  ratings: ratingsRouter,
  models: modelsRouter,
  library: libraryRouter,
  adapters: adaptersRouter,
  hub: hubRouter,
  downloads: downloadsRouter,
  prices: pricesRouter,
  runtime: runtimeRouter,
  settings: settingsRouter,
  system: systemRouter,
});
export type AppRouter = typeof appRouter;

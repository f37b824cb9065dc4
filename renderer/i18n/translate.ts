import { backupsWords } from './en/backups.ts';
import { chatSettingsWords } from './en/chat-settings.ts';
import { chatWords } from './en/chat.ts';
import { compareWords } from './en/compare.ts';
import { compareHistoryWords } from './en/compare-history.ts';
import { compareRatingsWords } from './en/compare-ratings.ts';
import { pricesWords } from './en/prices.ts';
import { compareFiguresWords } from './en/compare-figures.ts';
import { compareSetupWords } from './en/compare-setup.ts';
import { compareTagsWords } from './en/compare-tags.ts';
import { compareVotingWords } from './en/compare-voting.ts';
import { contextWords } from './en/context.ts';
import { diagramWords } from './en/diagram.ts';
import { exchangeWords } from './en/exchange.ts';
import { discoverWords } from './en/discover.ts';
import { downloadsWords } from './en/downloads.ts';
import { findWords } from './en/find.ts';
import { frameWords } from './en/frame.ts';
import { libraryFilesWords } from './en/library-files.ts';
import { libraryWords } from './en/library.ts';
import { measureWords } from './en/measure.ts';
import { messageWords } from './en/messages.ts';
import { organiseWords } from './en/organise.ts';
import { promptWords } from './en/prompt.ts';
import { readingWords } from './en/reading.ts';
import { runWords } from './en/run.ts';
import { settingsWords } from './en/settings.ts';
import { shelfWords } from './en/shelf.ts';
import { structureWords } from './en/structure.ts';
import { systemWords } from './en/system.ts';
import { tokenWords } from './en/tokens.ts';
import { uiWords } from './en/ui.ts';
import { fill, type Params } from './fill.ts';
import type { ParamsOf } from './words.ts';

const dictionary = {
  ...tokenWords,
  ...uiWords,
  ...frameWords,
  ...libraryWords,
  ...libraryFilesWords,
  ...discoverWords,
  ...downloadsWords,
  ...settingsWords,
  ...backupsWords,
  ...chatWords,
  ...chatSettingsWords,
  ...compareWords,
  ...contextWords,
  ...exchangeWords,
  ...messageWords,
  ...organiseWords,
  ...findWords,
  ...promptWords,
  ...readingWords,
  ...diagramWords,
  ...runWords,
  ...measureWords,
  ...systemWords,
  ...shelfWords,
  ...structureWords,
  ...compareHistoryWords,
  ...compareFiguresWords,
  ...pricesWords,
  ...compareSetupWords,
  ...compareTagsWords,
  ...compareVotingWords,
  ...compareRatingsWords,
};
type Dictionary = typeof dictionary;

/** Every text of the interface has one; `area.what`. */
export type WordKey = keyof Dictionary;

/** Keys of texts without gaps: what labels of actions and controls are made of. */
export type PlainWordKey = { [K in WordKey]: keyof ParamsOf<Dictionary[K]> extends never ? K : never }[WordKey];

type Arguments<K extends WordKey> = keyof ParamsOf<Dictionary[K]> extends never
  ? []
  : [params: ParamsOf<Dictionary[K]>];

/** The text for a key in the person's language, its gaps filled. */
export function t<K extends WordKey>(key: K, ...[params]: Arguments<K>): string {
  return fill(dictionary[key], (params as Params | undefined) ?? {});
}

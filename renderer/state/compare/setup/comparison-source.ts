import type { Conversation } from '../../../../main/contract/chat.ts';
import type { MessageId } from '../../../../main/contract/ids.ts';
import type { AppServices } from '../../app-services.ts';
import { createStore, type Store } from '../../store.ts';

export type ComparisonSource = Pick<Conversation, 'id' | 'title'> & {
  /** Up to this message; absent: to its end. */
  readonly messageId?: MessageId;
};

const sources = new WeakMap<AppServices, Store<ComparisonSource | null>>();

/** The chat that the comparison being set up goes on from; null for none. */
export function comparisonSourceOf(app: AppServices): Store<ComparisonSource | null> {
  const source = sources.get(app) ?? createStore<ComparisonSource | null>(null);
  sources.set(app, source);
  return source;
}

/** Sets up a comparison, which may go on from a chat: what is said there stands before its first prompt. */
export function startComparison(app: AppServices, source: ComparisonSource | null): void {
  comparisonSourceOf(app).set(source);
  app.router.navigate({ screen: 'compare', comparisonId: null });
}

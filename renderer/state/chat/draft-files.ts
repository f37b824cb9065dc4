import type { Attachment } from '../../../main/contract/attachments.ts';
import { draftKeyOf, type DraftEvent } from '../../../main/contract/drafts.ts';
import type { ConversationId } from '../../../main/contract/ids.ts';
import { useApp } from '../app-context.tsx';
import type { AppServices } from '../app-services.ts';
import { useStore } from '../store.ts';
import { createStream, liveValue, type Stream } from '../stream.ts';

/** Files that wait with drafts, by the draft's key. */
export type DraftFiles = ReadonlyMap<string, readonly Attachment[]>;

const noFiles: readonly Attachment[] = [];
const streams = new WeakMap<AppServices, Stream<DraftFiles>>();

/** The files that wait with a conversation's draft, or with the chat that has not begun (null). */
export function useDraftFiles(conversationId: string | null): readonly Attachment[] {
  const app = useApp();
  const key = draftKeyOf(conversationId as ConversationId | null);
  return useStore(streamOf(app).store, (state) => liveValue(state)?.get(key) ?? noFiles);
}

function streamOf(app: AppServices): Stream<DraftFiles> {
  const known = streams.get(app);
  if (known !== undefined) return known;
  const stream = createStream({
    subscribe: (observer) => app.client.drafts.watch.subscribe(undefined, observer),
    reduce: reduceDraftFiles,
  });
  streams.set(app, stream);
  return stream;
}

export function reduceDraftFiles(before: DraftFiles | null, event: DraftEvent): DraftFiles | null {
  if (event.type === 'snapshot') return new Map(event.drafts.map(({ key, attachments }) => [key, attachments]));
  const attachments = event.draft?.attachments ?? noFiles;
  const known = before?.get(event.key) ?? noFiles;
  // Words change at every key; the files beside them rarely.
  if (known.map(({ id }) => id).join(' ') === attachments.map(({ id }) => id).join(' ')) return before;
  return new Map([...(before ?? []), [event.key, attachments]]);
}

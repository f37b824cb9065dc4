import type { Backup, BackupsView } from '../../main/contract/backups.ts';
import { useApp } from './app-context.tsx';
import type { AppServices } from './app-services.ts';
import { useStore } from './store.ts';
import { createStream, type Stream, type StreamState } from './stream.ts';

const streams = new WeakMap<AppServices, Stream<BackupsView>>();

/** The copies of the data, and what is being done with them. */
export function useBackups(): { readonly state: StreamState<BackupsView>; readonly retry: () => void } {
  const stream = streamOf(useApp());
  return { state: useStore(stream.store), retry: stream.retry };
}

function streamOf(app: AppServices): Stream<BackupsView> {
  const known = streams.get(app);
  if (known !== undefined) return known;
  const stream = createStream<BackupsView, BackupsView>({
    subscribe: (observer) => app.client.backups.watch.subscribe(undefined, observer),
    reduce: (_before, view) => view,
  });
  streams.set(app, stream);
  return stream;
}

/**
 * Puts a copy in the place of the present data. The app closes and opens again; this page then begins anew, since nothing
 * that it knows is sure to be there.
 * @throws the failure of the app; then nothing was changed.
 */
export async function restoreBackup({ client, connection }: AppServices, id: Backup['id']): Promise<void> {
  await client.backups.restore.mutate({ id });
  const reopened = Promise.withResolvers<void>();
  let wasCutOff = false;
  const unsubscribe = connection.subscribe(() => {
    wasCutOff ||= connection.get() === 'lost';
    if (wasCutOff && connection.get() === 'open') reopened.resolve();
  });
  await reopened.promise;
  unsubscribe();
  window.location.reload();
}

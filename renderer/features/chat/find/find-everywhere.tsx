import { useFindSession } from '../../../state/chat/find/find-session.ts';
import { useStore } from '../../../state/store.ts';
import { FindDialog } from './find-dialog.tsx';

/** The search in everything, while it is wanted. */
export function FindEverywhere() {
  const { everywhere } = useFindSession();
  const query = useStore(everywhere);
  if (query === null) return null;
  return <FindDialog query={query} onClose={() => everywhere.set(null)} />;
}

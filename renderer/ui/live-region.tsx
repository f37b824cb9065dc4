import { useStore, type Store } from '../state/store.ts';
import { VisuallyHidden } from './visually-hidden.tsx';

/** The last text to be read out; `count` makes equal texts in a row two announcements. */
export type Announcement = { readonly text: string; readonly count: number };

/** @returns a function that has a text read out politely, once. */
export function createAnnouncer(store: Store<Announcement>): (text: string) => void {
  return (text) => store.set(({ count }) => ({ text, count: count + 1 }));
}

/** Mounted once, in the frame. */
export function LiveRegion({ announcements }: { readonly announcements: Store<Announcement> }) {
  const { text, count } = useStore(announcements);
  return (
    <VisuallyHidden>
      <span role="status" aria-live="polite">
        <span key={count}>{text}</span>
      </span>
    </VisuallyHidden>
  );
}

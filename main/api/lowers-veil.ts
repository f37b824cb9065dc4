import type { CompareEvent } from '../contract/compare.ts';
import type { Veil } from './veil.ts';

type Watch = (listener: (event: CompareEvent) => void) => () => void;

/** A comparison that is watched: while names of it are hidden, the page's veil is down. */
export function lowersVeil(veil: Veil, watch: Watch): Watch {
  return (listener) => {
    const holder = {};
    const hidden = new Set<string>();
    const leave = watch((event) => {
      note(event, hidden);
      veil.set(holder, hidden.size > 0);
      // It is known now what a page that was reloaded watches.
      veil.settle();
      listener(event);
    });
    return () => {
      veil.set(holder, false);
      leave();
    };
  };
}

/** Rounds come before what is said of the comparison: the veil has to be down before the first model works. */
function note(event: CompareEvent, hidden: Set<string>): void {
  if (event.type === 'round-removed') hidden.delete(event.roundId);
  const rounds = event.type === 'snapshot' ? event.rounds : event.type === 'round-changed' ? [event.round] : [];
  if (event.type === 'snapshot') hidden.clear();
  for (const { id, isVeiled } of rounds) {
    if (isVeiled) hidden.add(id);
    else hidden.delete(id);
  }
}

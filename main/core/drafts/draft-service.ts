import type { Draft, DraftEvent, DraftKey, SaveDraftInput } from '../../contract/drafts.ts';
import { Emitter } from '../emitter.ts';
import type { Clock } from '../ports/clock.ts';
import type { DraftRepository } from '../ports/draft-repository.ts';

type DraftPorts = { readonly drafts: DraftRepository; readonly clock: Clock };

/** What people have written and not sent. Several pages may write: the last one wins, and the others are told. */
export class DraftService {
  readonly #ports: DraftPorts;
  readonly #events = new Emitter<DraftEvent>();

  constructor(ports: DraftPorts) {
    this.#ports = ports;
  }

  all(): Draft[] {
    return this.#ports.drafts.all();
  }

  watch(listener: (event: DraftEvent) => void): () => void {
    listener({ type: 'snapshot', drafts: this.all() });
    return this.#events.subscribe(listener);
  }

  /** @throws AppError `disk-full`. */
  save({ writer, ...draft }: SaveDraftInput): void {
    this.#ports.drafts.save({ ...draft, updatedAtMs: this.#ports.clock.now() });
    this.#tell(draft.key, writer);
  }

  /** It was sent, or what waits with it is another: those who watch are told what there is now. */
  changed(key: DraftKey): void {
    this.#tell(key, null);
  }

  #tell(key: DraftKey, writer: string | null): void {
    this.#events.emit({ type: 'changed', key, draft: this.#ports.drafts.find(key), writer });
  }
}

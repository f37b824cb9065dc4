import type { HubOpenRequest } from '../../contract/hub.ts';
import { Emitter } from '../emitter.ts';

/** Model pages that something outside asked for. The last one waits until a page is there to show it. */
export class OpenRequests {
  readonly #requests = new Emitter<HubOpenRequest>();
  #watchers = 0;
  #waiting: HubOpenRequest | null = null;

  ask(request: HubOpenRequest): void {
    if (this.#watchers === 0) this.#waiting = request;
    else this.#requests.emit(request);
  }

  watch(listener: (request: HubOpenRequest) => void): () => void {
    const unsubscribe = this.#requests.subscribe(listener);
    this.#watchers += 1;
    if (this.#waiting) listener(this.#waiting);
    this.#waiting = null;
    return () => {
      unsubscribe();
      this.#watchers -= 1;
    };
  }
}

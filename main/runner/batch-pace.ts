import { createBatchSizes } from './batch-sizes.ts';

/** A prompt's chunk holds everybody else up for as long as it takes; a reply's token hardly at all. */
export type PaceKind = 'prompt' | 'token';

/** One sequence's place among those that share a context. */
export type SequencePace = {
  /** Between these it counts among those that are at work. */
  enter(): void;
  leave(): void;
  /** Nobody else is at work: there is nothing to wait for. */
  readonly isAlone: boolean;
  /**
   * Resolves when it may evaluate, with the others that may: then call `over` once it has. False when the signal was
   * aborted first; then it may not.
   */
  turn(kind: PaceKind, signal: AbortSignal): Promise<boolean>;
  over(): void;
};

type Waiting = { readonly member: symbol; readonly kind: PaceKind; readonly go: (isGranted: boolean) => void };

/**
 * Lets the sequences of a context evaluate in step, so that one pass over the weights serves all of them:
 *
 *   everybody who is ready waits ──nothing computes──▶ all of them go, and at most one chunk of a prompt ──▶ …
 *
 * Left to itself the binding (3.21.1) begins the next batch before the last of a batch has asked for more: of n sequences
 * n − 1 go together, which for two is none at all. One chunk of a prompt at a time keeps a batch as short as a stop may
 * wait; chunks of the sequence that began first go first, so that its reply begins early.
 */
export function createBatchPace(): { readonly join: () => SequencePace } {
  const sizes = createBatchSizes();
  const working = new Set<symbol>();
  let waiting: Waiting[] = [];
  let computing = 0;
  let isOpening = false;

  function openWhenQuiet(): void {
    if (computing > 0 || waiting.length === 0 || isOpening) return;
    isOpening = true;
    // Whoever was served by the same batch has come back by then, and a cancel has been read.
    setImmediate(() => {
      isOpening = false;
      if (computing === 0) open();
    });
  }

  function open(): void {
    const prompt = firstPrompt();
    const tokens = waiting.filter(({ kind }) => kind === 'token');
    const going = prompt === undefined ? tokens.slice(0, sizes.choose(tokens.length)) : [...tokens, prompt];
    waiting = waiting.filter((one) => !going.includes(one));
    computing = going.length;
    if (prompt === undefined) sizes.began(going.length);
    for (const { go } of going) go(true);
  }

  function firstPrompt(): Waiting | undefined {
    const prompts = waiting.filter(({ kind }) => kind === 'prompt');
    for (const member of working) {
      const own = prompts.find((one) => one.member === member);
      if (own) return own;
    }
    return prompts[0];
  }

  function wait(member: symbol, kind: PaceKind, signal: AbortSignal): Promise<boolean> {
    return new Promise((resolve) => {
      const onAbort = (): void => {
        waiting = waiting.filter((one) => one !== own);
        resolve(false);
        openWhenQuiet();
      };
      const go = (isGranted: boolean): void => {
        signal.removeEventListener('abort', onAbort);
        resolve(isGranted);
      };
      const own: Waiting = { member, kind, go };
      signal.addEventListener('abort', onAbort, { once: true });
      waiting.push(own);
      openWhenQuiet();
    });
  }

  return {
    join() {
      const member = Symbol('sequence');
      const isAlone = (): boolean => computing === 0 && waiting.length === 0 && working.size < 2;
      return {
        enter: () => void working.add(member),
        leave: () => void working.delete(member),
        get isAlone() {
          return isAlone();
        },
        async turn(kind, signal) {
          if (signal.aborted) return false;
          if (!isAlone()) return wait(member, kind, signal);
          computing = 1;
          return true;
        },
        over() {
          computing -= 1;
          if (computing === 0) sizes.ended();
          openWhenQuiet();
        },
      };
    },
  };
}

import { runInThisContext } from 'node:vm';

type Question = { readonly type: 'evaluate'; readonly id: number; readonly source: string; readonly argument: unknown };

/**
 * Lets the test that forked this process run a function inside it with the electron module, as Playwright's
 * `ElectronApplication.evaluate` does with the real one.
 */
export function answerQuestions(electron: object): void {
  process.on('message', (message: Question) => {
    if (message.type !== 'evaluate') return;
    void answer(electron, message);
  });
  // A test's channel must not keep an app alive that wants to end.
  process.channel?.unref();
}

async function answer(electron: object, { id, source, argument }: Question): Promise<void> {
  try {
    const ask = runInThisContext(`(${source})`) as (electron: object, argument: unknown) => unknown;
    process.send?.({ type: 'answer', id, value: await ask(electron, argument) });
  } catch (error) {
    process.send?.({ type: 'answer', id, error: error instanceof Error ? error.message : String(error) });
  }
}

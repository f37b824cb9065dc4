import type { ModelId } from '../../../main/contract/ids.ts';
import type { ContextRunner } from '../../../main/core/context/plan-context.ts';
import type { ChatTurn } from '../../../main/core/ports/runner-pool.ts';

export type WordRunner = ContextRunner & {
  /** What was rendered, in order. */
  readonly rendered: readonly (readonly ChatTurn[])[];
  /** UTF-16 units that were counted. */
  readonly countedLength: number;
};

/** A vocabulary of whole words, and a template with three marks around each turn: every figure can be checked by hand. */
export function createWordRunner(contextSize: number): WordRunner {
  const rendered: (readonly ChatTurn[])[] = [];
  let countedLength = 0;
  return {
    modelId: 'words' as ModelId,
    info: { contextSize },
    rendered,
    get countedLength() {
      return countedLength;
    },
    count(texts) {
      countedLength += texts.reduce((sum, text) => sum + text.length, 0);
      return Promise.resolve(texts.map(wordsIn));
    },
    render(turns, _shape, prefix) {
      rendered.push(turns);
      return Promise.resolve({ tokenCount: promptWords(turns) + wordsIn(prefix?.text ?? '') });
    },
  };
}

export function promptWords(turns: readonly Pick<ChatTurn, 'text'>[]): number {
  return turns.reduce((sum, { text }) => sum + wordsIn(text) + 3, 1);
}

function wordsIn(text: string): number {
  return text.match(/\S+/g)?.length ?? 0;
}

/** Where a token may go next, and how often the text went there. */
export type Transitions = ReadonlyMap<string, ReadonlyMap<string, number>>;

export type BigramChain = {
  readonly pieces: readonly string[];
  readonly transitions: Transitions;
  readonly starts: ReadonlyMap<string, number>;
  /** Pieces after which a reply is over. */
  readonly ends: ReadonlySet<string>;
};

/**
 * Cuts staged sentences into pieces and counts which follows which. A word that several stages use is glued to the
 * words after it until the piece belongs to one stage alone, so a chain never jumps between stages.
 */
export function learnBigrams(stages: readonly (readonly string[])[]): BigramChain {
  const sentences = stages.map((stage, index) => stage.map((sentence) => splitWords(sentence, index === 0)));
  const pieces = sentences.map((stage, index) =>
    stage.map((words) => gluePieces(words, wordsOutside(sentences, index))),
  );
  const counts = new Map<string, Map<string, number>>();
  const starts = new Map<string, number>();
  const ends = new Set<string>();
  for (const [index, stage] of pieces.entries()) {
    for (const sentence of stage) {
      for (const [at, piece] of sentence.entries()) {
        const following = sentence[at + 1];
        if (following !== undefined) count(counts, piece, following);
      }
      const last = sentence.at(-1) ?? '';
      const next = pieces[index + 1];
      if (next === undefined) ends.add(last);
      else for (const [first = ''] of next) count(counts, last, first);
      if (index === 0) starts.set(sentence[0] ?? '', (starts.get(sentence[0] ?? '') ?? 0) + 1);
    }
  }
  return { pieces: [...new Set(pieces.flat(2))], transitions: counts, starts, ends };
}

/** Words with their punctuation, each with the space before it, save the very first of a reply. */
function splitWords(sentence: string, opensReply: boolean): string[] {
  return sentence.split(' ').map((word, index) => (opensReply && index === 0 ? word : ` ${word}`));
}

function wordsOutside(sentences: readonly (readonly (readonly string[])[])[], stage: number): ReadonlySet<string> {
  return new Set(sentences.filter((_, index) => index !== stage).flat(2));
}

function gluePieces(words: readonly string[], shared: ReadonlySet<string>): string[] {
  const pieces: string[] = [];
  let open = '';
  for (const [index, word] of words.entries()) {
    open += word;
    if (shared.has(word) && index < words.length - 1) continue;
    pieces.push(open);
    open = '';
  }
  return pieces;
}

function count(counts: Map<string, Map<string, number>>, from: string, to: string): void {
  const row = counts.get(from) ?? new Map<string, number>();
  row.set(to, (row.get(to) ?? 0) + 1);
  counts.set(from, row);
}

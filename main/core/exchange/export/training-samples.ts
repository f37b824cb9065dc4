import type { ExportInput, LeftOut, LeftOutReason } from '../../../contract/exchange.ts';
import type { ExchangeConversation, ExchangeMessage } from '../../../contract/exchange-file.ts';
import { pathsOf } from './conversation-tree.ts';
import { LeftOutCounts } from './export-format.ts';

/** A reply that is to be learned, or words that only lead to one. */
export type SampleTurn = { readonly message: ExchangeMessage; readonly isLearned: boolean };
export type TrainingSample = readonly SampleTurn[];

export type SampleOptions = Pick<ExportInput, 'branches' | 'ratings'> & {
  /** Whether the format can say of a reply that it is not to be learned. */
  readonly canWeigh: boolean;
};

/**
 * What a model may learn from a conversation: beginnings of its paths, each ending with a reply worth learning. A path is cut
 * before the first reply that is disliked or unfinished, because what follows answers words that should not have been there.
 * docs/exchange.md tells people the rules.
 */
export function trainingSamples(
  conversation: Pick<ExchangeConversation, 'messages' | 'activeLeafId'>,
  options: SampleOptions,
): { readonly samples: readonly TrainingSample[]; readonly leftOut: readonly LeftOut[] } {
  const paths = pathsOf(conversation).slice(0, options.branches === 'all' ? undefined : 1);
  const passedOver = new Map<string, LeftOutReason>();
  const all = paths.map((path) => sampleOf(path, options, passedOver)).filter(({ length }) => length > 0);
  const samples = withoutRepeated(all);
  const leftOut = new LeftOutCounts();
  for (const reason of passedOver.values()) leftOut.add(reason);
  leftOut.add('repeated', all.length - samples.length);
  if (paths.length === 0) leftOut.add('empty');
  return { samples, leftOut: leftOut.list() };
}

/** @param passedOver gains each message that nothing is learned from, with the reason. */
function sampleOf(
  path: readonly ExchangeMessage[],
  options: SampleOptions,
  passedOver: Map<string, LeftOutReason>,
): TrainingSample {
  let cut: LeftOutReason | null = null;
  let end = 0;
  const learned = new Set<ExchangeMessage>();
  for (const [index, message] of path.entries()) {
    if (message.role === 'user') continue;
    cut ??= faultOf(message);
    const isWanted = options.ratings !== 'only-up' || message.rating === 'up';
    if (cut === null && isWanted) {
      learned.add(message);
      end = index + 1;
      continue;
    }
    passedOver.set(message.id, cut ?? 'not-liked');
    if (!options.canWeigh) cut ??= 'not-liked';
  }
  const last = path.at(-1);
  if (last?.role === 'user') passedOver.set(last.id, 'without-reply');
  return path.slice(0, end).map((message) => ({ message, isLearned: learned.has(message) }));

  function faultOf(message: ExchangeMessage): LeftOutReason | null {
    if (message.rating === 'down' && options.ratings !== 'any') return 'disliked';
    return isWhole(message) ? null : 'unfinished';
  }
}

/** A reply that ended by itself or was written by a person; a thumb up says that it is good as it stands. */
function isWhole({ status, stopReason, rating, text }: ExchangeMessage): boolean {
  if (text.trim() === '') return false;
  if (rating === 'up') return true;
  return status === 'complete' && stopReason !== 'max-tokens' && stopReason !== 'context-full';
}

/** Without samples that are the beginning of another one, or the same. */
function withoutRepeated(samples: readonly TrainingSample[]): readonly TrainingSample[] {
  const insides = new Set<ExchangeMessage>();
  const ends = new Set<ExchangeMessage>();
  for (const sample of samples) for (const { message } of sample.slice(0, -1)) insides.add(message);
  return samples.filter((sample) => {
    const end = sample.at(-1)?.message;
    if (end === undefined || insides.has(end) || ends.has(end)) return false;
    ends.add(end);
    return true;
  });
}

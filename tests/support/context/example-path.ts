import type { MessageId, SummaryId } from '../../../main/contract/ids.ts';
import type { PathMessage } from '../../../main/core/context/path-message.ts';

/** So many words. */
export function words(count: number, word = 'w'): string {
  return Array.from({ length: count }, () => word).join(' ');
}

/** A path of messages of so many words, taking turns; an odd number ends with a person's. */
export function pathOf(
  lengths: readonly number[],
  change: (place: number) => Partial<PathMessage> = () => ({}),
): PathMessage[] {
  return lengths.map((length, place) => ({
    place,
    messageId: `m${place}` as MessageId,
    role: place % 2 === 0 ? 'user' : 'assistant',
    text: words(length, `w${place}`),
    reasoning: '',
    attachments: [],
    summary: null,
    ...change(place),
  }));
}

export function summaryOf(place: number, text = words(10, 's')): PathMessage['summary'] {
  const messageId = `m${place}` as MessageId;
  return { id: `s${place}` as SummaryId, messageId, text, modelName: 'Words', createdAtMs: 1 };
}

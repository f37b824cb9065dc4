import type { ConversationId } from '../../../main/contract/ids.ts';
import { seedConversations } from '../../../tests/support/seed-conversations.ts';
import { sampleHistory } from './sample-texts.ts';

const summary = 'A long talk about weights, letters and gardens.';

export function historyTitle(length: number): string {
  return `History of ${length} messages`;
}

/**
 * Writes a conversation of each length into a data folder that no app uses yet. Each has a summary that stands for it in
 * a prompt: what is measured is the page, not the reading of ten thousand messages. @returns their ids, in this order.
 */
export function seedHistory(dataFolder: string, lengths: readonly number[]): readonly ConversationId[] {
  return seedConversations(
    dataFolder,
    lengths.map((length, index) => ({ title: historyTitle(length), texts: sampleHistory(length, index + 1), summary })),
  );
}

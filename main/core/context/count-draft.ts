import type { AttachmentId } from '../../contract/ids.ts';
import { messageText } from './message-text.ts';
import type { ContextRunner } from './plan-context.ts';
import type { Counting } from './token-counts.ts';

export type DraftFile = { readonly id: AttachmentId; readonly name: string; readonly text: string };
export type WrittenDraft = {
  readonly text: string;
  readonly replyPrefix: string;
  readonly files: readonly DraftFile[];
};
export type DraftTokens = {
  readonly tokens: number;
  /** Of these: each file with its fence. */
  readonly attachments: readonly { readonly id: AttachmentId; readonly tokens: number }[];
};

/** What a person has written, in tokens. The words are counted each time, the files once. */
export async function countDraft(
  runner: ContextRunner,
  { text, replyPrefix, files }: WrittenDraft,
  counts: Counting,
  signal: AbortSignal,
): Promise<DraftTokens> {
  const blocks = files.map((file) => ({ key: file.id, text: messageText({ text: '', attachments: [file] }) }));
  const ofFiles = await counts.of(runner, blocks, signal);
  const words = [text, replyPrefix].filter((part) => part !== '');
  const ofWords = words.length === 0 ? [] : await runner.count(words);
  const attachments = files.map(({ id }, index) => ({ id, tokens: ofFiles[index] ?? 0 }));
  return { tokens: [...ofFiles, ...ofWords].reduce((sum, count) => sum + count, 0), attachments };
}

import type { ShelfPrompt } from '../../../main/contract/prompt-shelf.ts';
import type { DraftKey } from '../../../main/contract/drafts.ts';
import type { AppServices } from '../app-services.ts';
import { chatSessionOf } from '../chat/chat-session.ts';
import { readDraft, writeDraft } from '../chat/drafts.ts';

/**
 * Puts a kept prompt into a draft, after what is written there: its words with variables filled in, and its files.
 * @throws as the server's `shelf.use`.
 */
export async function putIntoDraft(
  app: AppServices,
  prompt: Pick<ShelfPrompt, 'id'>,
  { key, variables }: { readonly key: DraftKey; readonly variables: Readonly<Record<string, string>> },
): Promise<void> {
  const { text } = await app.client.shelf.use.mutate({ id: prompt.id, variables, key });
  const { drafts } = chatSessionOf(app);
  const written = readDraft(drafts.get(), key).trimEnd();
  writeDraft(drafts, key, written === '' ? text : `${written}\n\n${text}`);
}

import { maxAttachmentBytes, type Attachment } from '../../../main/contract/attachments.ts';
import { draftKeyOf } from '../../../main/contract/drafts.ts';
import type { AppErrorData } from '../../../main/contract/errors.ts';
import type { ConversationId } from '../../../main/contract/ids.ts';
import { isCancelled, toAppError } from '../../api/to-app-error.ts';
import { errorText } from '../../i18n/error-text.ts';
import { t } from '../../i18n/translate.ts';
import type { AppServices } from '../app-services.ts';

/**
 * Attaches files to a draft, one after another; what is refused is said by name and the others go on.
 * @param place a conversation, the chat that has not begun (null), or any other draft by its key.
 * @returns those that are there.
 */
export async function attachFiles(
  app: AppServices,
  place: string | null,
  files: readonly File[],
): Promise<readonly Attachment[]> {
  const key = draftKeyOf(place as ConversationId | null);
  const added: Attachment[] = [];
  for (const file of files) {
    const { name, size } = file;
    if (size > maxAttachmentBytes) {
      const params = { name, sizeBytes: size, limitBytes: maxAttachmentBytes };
      tell(app, { code: 'attachment-too-large', params, isRetryable: false });
      continue;
    }
    try {
      const base64 = toBase64(new Uint8Array(await file.arrayBuffer()));
      added.push(await app.client.attachments.addFile.mutate({ key, name, base64 }));
    } catch (failure) {
      const error = toAppError(failure);
      if (!isCancelled(error)) tell(app, error);
    }
  }
  if (added.length > 0) app.announce(t('attach.added', { name: added.map(({ name }) => name).join(', ') }));
  return added;
}

/** Puts a text beside the message instead of into it. @returns whether it is there. */
export async function attachText(app: AppServices, conversationId: string | null, text: string): Promise<boolean> {
  const key = draftKeyOf(conversationId as ConversationId | null);
  const name = t('attach.pasted-name');
  try {
    await app.client.attachments.add.mutate({ key, name, text });
    app.announce(t('attach.added', { name }));
    return true;
  } catch (failure) {
    tell(app, toAppError(failure));
    return false;
  }
}

/** In pieces: a call takes only so many arguments. */
export function toBase64(bytes: Uint8Array): string {
  const pieceLength = 0x8000;
  let binary = '';
  for (let start = 0; start < bytes.length; start += pieceLength) {
    binary += String.fromCharCode(...bytes.subarray(start, start + pieceLength));
  }
  return btoa(binary);
}

function tell(app: AppServices, error: AppErrorData): void {
  const { title, explanation, nextStep } = errorText(error);
  app.toasts.show(`${title}. ${explanation} ${nextStep}`, { tone: 'bad' });
}

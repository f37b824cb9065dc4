import { useState } from 'react';
import type { Attachment } from '../../../../main/contract/attachments.ts';
import { shelfFilesKey } from '../../../../main/contract/drafts.ts';
import type { ShelfPrompt } from '../../../../main/contract/prompt-shelf.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { attachFiles } from '../../../state/chat/attach-files.ts';
import { tagsFrom } from '../../../state/shelf/matching-shelf.ts';

export type ShelfDraft = {
  readonly title: string;
  readonly text: string;
  readonly tags: string;
  readonly files: readonly Attachment[];
  readonly isChanged: boolean;
  readonly setTitle: (title: string) => void;
  readonly setText: (text: string) => void;
  readonly setTags: (tags: string) => void;
  readonly addFiles: (files: readonly File[]) => void;
  readonly removeFile: (id: string) => void;
  /** @returns the prompt's id. @throws as the server's `shelf.save`. */
  readonly save: () => Promise<ShelfPrompt['id']>;
};

/** A prompt as it is being written. Files are there at once and belong to it once it is saved. */
export function useShelfDraft(prompt: ShelfPrompt | null): ShelfDraft {
  const app = useApp();
  const [title, setTitle] = useState(prompt?.title ?? '');
  const [text, setText] = useState(prompt?.text ?? '');
  const [tags, setTags] = useState(prompt?.tags.join(', ') ?? '');
  const [files, setFiles] = useState<readonly Attachment[]>(prompt?.attachments ?? []);
  const isChanged =
    title !== (prompt?.title ?? '') ||
    text !== (prompt?.text ?? '') ||
    tagsFrom(tags).join() !== (prompt?.tags ?? []).join() ||
    idsOf(files) !== idsOf(prompt?.attachments ?? []);
  return {
    ...{ title, text, tags, files, isChanged, setTitle, setText, setTags },
    addFiles(added) {
      app.attempt(
        attachFiles(app, shelfFilesKey(null), added).then((more) => setFiles((before) => [...before, ...more])),
      );
    },
    removeFile: (id) => setFiles((before) => before.filter((file) => file.id !== id)),
    async save() {
      const { id } = await app.client.shelf.save.mutate({
        id: prompt?.id ?? null,
        title: title.trim() === '' ? null : title.trim(),
        text,
        tags: tagsFrom(tags),
        attachmentIds: files.map((file) => file.id),
      });
      app.announce(t('shelf.saved', { title: title.trim() === '' ? text.slice(0, 60) : title.trim() }));
      return id;
    },
  };
}

function idsOf(files: readonly Attachment[]): string {
  return files.map(({ id }) => id).join(' ');
}

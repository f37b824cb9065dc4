import { useState } from 'react';
import type { Conversation } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { useTagsInUse } from '../../../state/chat/organise/organise-hooks.ts';
import { isSameTag } from '../../../state/chat/organise/list-view.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TagFields } from '../../../ui/tag-fields.tsx';
import styles from './organise.module.css';

type TagsDialogProps = { readonly conversations: readonly Conversation[]; readonly onClose: () => void };

/** The tags of one conversation or several. What is checked holds at once. */
export function TagsDialog({ conversations, onClose }: TagsDialogProps) {
  const { client, attempt } = useApp();
  const inUse = useTagsInUse();
  const [opened] = useState(() => inUse.map(({ tag }) => tag));
  const [first] = conversations;
  // One that was taken from its last conversation can be given back while the dialog is open.
  const tags = [
    ...opened,
    ...inUse.map(({ tag }) => tag).filter((tag) => !opened.some((known) => isSameTag(known, tag))),
  ];
  const change = (tag: string, isSet: boolean): void =>
    attempt(client.organise.changeTag.mutate({ conversationIds: conversations.map(({ id }) => id), tag, isSet }));
  const title =
    conversations.length === 1
      ? t('organise.tags-title')
      : t('organise.tags-several-title', { count: conversations.length });
  return (
    <Dialog
      title={title}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('organise.done')}
        </Button>
      }
    >
      {conversations.length === 1 && first !== undefined ? <p className={styles.about}>{first.title}</p> : null}
      <TagFields
        label={t('organise.tags-in-use')}
        tags={tags}
        stateOf={(tag) => stateOf(tag, conversations)}
        onChange={change}
      >
        {tags.length === 0 ? <p className={styles.none}>{t('organise.no-tags')}</p> : null}
      </TagFields>
    </Dialog>
  );
}

function stateOf(tag: string, conversations: readonly Conversation[]): boolean | 'mixed' {
  const tagged = conversations.filter(({ tags }) => tags.some((own) => isSameTag(own, tag)));
  if (tagged.length === 0) return false;
  return tagged.length === conversations.length ? true : 'mixed';
}

import { useState, type FormEvent } from 'react';
import { maxTags, tagSchema } from '../../../../main/contract/organise.ts';
import type { VoteLine } from '../../../../main/contract/votes.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { TextField } from '../../../ui/text-field.tsx';

type VoteTagsDialogProps = { readonly vote: VoteLine; readonly onClose: () => void };

/** The tags of one vote, as a list in words. */
export function VoteTagsDialog({ vote, onClose }: VoteTagsDialogProps) {
  const { client, attempt } = useApp();
  const [text, setText] = useState(vote.tags.join(', '));
  const save = (event: FormEvent): void => {
    event.preventDefault();
    const tags = text.split(',').flatMap((word) => tagSchema.safeParse(word.trim().replace(/^#/, '')).data ?? []);
    attempt(client.votes.setTags.mutate({ voteId: vote.id, tags: tags.slice(0, maxTags) }));
    onClose();
  };
  return (
    <Dialog
      title={t('votes.tags-title')}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{t('voting.cancel')}</Button>
          <Button type="submit" form="vote-tags" variant="primary">
            {t('voting.save')}
          </Button>
        </>
      }
    >
      <form id="vote-tags" onSubmit={save}>
        <TextField
          label={t('votes.tags-field')}
          hint={t('votes.tags-why')}
          value={text}
          autoFocus
          onChange={({ target }) => setText(target.value)}
        />
      </form>
    </Dialog>
  );
}

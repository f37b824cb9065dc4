import type { Message } from '../../../../main/contract/chat.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';

const thumbs = ['up', 'down'] as const;

/** Thumbs for a reply; pressing the one that is given takes it back. */
export function RatingButtons({ message: { id, rating } }: { readonly message: Pick<Message, 'id' | 'rating'> }) {
  const { client, attempt } = useApp();
  return thumbs.map((thumb) => (
    <IconButton
      key={thumb}
      size="small"
      icon={`thumb-${thumb}`}
      label={t(`rate.${thumb}`)}
      aria-pressed={rating === thumb}
      onClick={() => attempt(client.chat.rate.mutate({ messageId: id, rating: rating === thumb ? null : thumb }))}
    />
  ));
}

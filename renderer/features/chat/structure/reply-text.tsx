import type { Message } from '../../../../main/contract/chat.ts';
import { useWantedForm } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { CodeBlock } from '../../../ui/markdown/code-block.tsx';
import { Markdown } from '../../../ui/markdown/markdown.tsx';
import { StructuredReply } from './structured-reply.tsx';

type ReplyTextProps = { readonly message: Message };

/** A reply's text as it is meant: Markdown, or the form it was held to. */
export function ReplyText({ message: { status, text, structure, conversationId } }: ReplyTextProps) {
  const form = useWantedForm(conversationId);
  const isGrowing = status === 'streaming';
  // Until it is judged, JSON stands as it is: Markdown would take it for emphasis and links.
  if (isGrowing && (form === 'json' || form === 'json-schema')) {
    return <CodeBlock language="json" text={text} isSettled={false} />;
  }
  if (!isGrowing && structure !== null) return <StructuredReply text={text} structure={structure} />;
  // The same element before and after its end: what is drawn stays.
  return <Markdown text={text} isGrowing={isGrowing} />;
}

import { useChatSettings } from '../../../state/chat/settings/chat-settings-hooks.ts';
import { CodeBlock } from '../../../ui/markdown/code-block.tsx';
import { Markdown } from '../../../ui/markdown/markdown.tsx';

type GrowingTextProps = { readonly conversationId: string; readonly text: string };

/** A reply that is being written: JSON as it stands, which Markdown would take for emphasis and links. */
export function GrowingText({ conversationId, text }: GrowingTextProps) {
  const kind = useChatSettings(conversationId)?.effective.settings.structure.kind;
  const isJson = kind === 'json' || kind === 'json-schema';
  return isJson ? <CodeBlock language="json" text={text} isSettled={false} /> : <Markdown text={text} isGrowing />;
}

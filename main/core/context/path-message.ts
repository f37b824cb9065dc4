import type { Summary } from '../../contract/context.ts';
import type { MessageId } from '../../contract/ids.ts';

/** A message of the path that is answered, with everything that goes into a prompt. */
export type PathMessage = {
  /** 0 is the first message of the path. */
  readonly place: number;
  readonly messageId: MessageId;
  readonly role: 'user' | 'assistant';
  readonly text: string;
  readonly reasoning: string;
  readonly attachments: readonly { readonly name: string; readonly text: string }[];
  readonly summary: Summary | null;
};

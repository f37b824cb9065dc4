import type { Message } from '../../../../main/contract/chat.ts';
import type { AttachmentId } from '../../../../main/contract/ids.ts';

/** Words of an edit. `isAnswered`: the model answers, or goes on from an edited reply. */
export type SavedEdit = {
  readonly text: string;
  readonly attachmentIds: readonly AttachmentId[];
  readonly isAnswered: boolean;
};

/** What a person does with one message. Failures are told in a notice, but for `saveEdit`. */
export type MessageCommands = {
  /** Whether a model is chosen that could answer. */
  readonly canAnswer: boolean;
  readonly regenerate: (id: string) => void;
  readonly regenerateWith: (id: string, modelId: string) => void;
  readonly beginWith: (id: string, words: string) => void;
  readonly continueReply: (id: string) => void;
  readonly selectBranch: (id: string) => void;
  readonly showPrompt: (reply: Message) => void;
  readonly edit: (message: Message) => void;
  readonly closeEdit: (message: Message) => void;
  /** Forgets what was changed and not saved. */
  readonly discardEdit: (message: Message) => void;
  /** Keeps the words as another version and closes the editor. @throws what the app answers; the words stay then. */
  readonly saveEdit: (message: Message, edit: SavedEdit) => Promise<void>;
  readonly remove: (id: string, extent: 'one' | 'from-here') => void;
  readonly duplicate: (id: string) => void;
  /** Sets up a comparison that goes on after it. */
  readonly compareFrom: (message: Message) => void;
  readonly copyMarkdown: (message: Message) => void;
};

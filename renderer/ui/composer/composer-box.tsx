import type { KeyboardEvent, ReactNode, RefObject } from 'react';
import type { ContextUse } from '../../../main/contract/context.ts';
import type { WrittenDraft } from '../../state/chat/written-draft.ts';
import { DraftFilesRow } from '../attachments/draft-files-row.tsx';
import { PasteOffer } from '../attachments/paste-offer.tsx';
import { classNames } from '../class-names.ts';
import type { MessageField } from './use-message-field.ts';
import styles from './composer-box.module.css';

type ComposerBoxProps = {
  readonly className?: string | undefined;
  readonly field: RefObject<HTMLTextAreaElement | null>;
  readonly message: MessageField;
  readonly draft: WrittenDraft;
  /** How much of the context the files take; null when it is not counted. */
  readonly use: ContextUse | null;
  readonly label: string;
  readonly hintId: string;
  readonly placeholder: string;
  readonly onKeyDown: (event: KeyboardEvent) => void;
  /** Beneath the text. */
  readonly children: ReactNode;
};

/** The box that a message is written in: what was pasted and attached, the text, and whatever stands beneath. */
export function ComposerBox(props: ComposerBoxProps) {
  const { className, field, message, draft, use, label, hintId, placeholder, onKeyDown, children } = props;
  return (
    <div className={classNames(styles.box, className)}>
      <PasteOffer paste={message.paste} />
      <DraftFilesRow files={draft.files} use={use} onRemoved={message.focusField} />
      <textarea
        ref={field}
        data-composer
        className={styles.text}
        aria-label={label}
        aria-describedby={hintId}
        placeholder={placeholder}
        rows={1}
        dir="auto"
        value={draft.text}
        onChange={(event) => draft.setText(event.target.value)}
        onKeyDown={onKeyDown}
        onPaste={message.paste.onPaste}
      />
      {children}
    </div>
  );
}

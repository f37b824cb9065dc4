import { useState, type ClipboardEvent } from 'react';
import { useApp } from '../../state/app-context.tsx';
import { attachFiles, attachText } from '../../state/chat/attach-files.ts';

/** UTF-16 units from which on a pasted text is offered as a file. */
const longPaste = 4000;

export type Paste = {
  readonly onPaste: (event: ClipboardEvent) => void;
  /** A long text that was pasted into the message just now; null when there is nothing to offer. */
  readonly offered: string | null;
  readonly attach: () => void;
  readonly keep: () => void;
};

type PasteOptions = {
  readonly conversationId: string | null;
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly focusField: () => void;
};

/** Files that are pasted are attached; a long text is put into the message, and offered as a file instead. */
export function usePaste({ conversationId, text, setText, focusField }: PasteOptions): Paste {
  const app = useApp();
  const [pasted, setPasted] = useState<{ readonly id: string | null; readonly text: string } | null>(null);
  // What the person changed since is theirs: there is nothing to take out of the message any more.
  const offered = pasted !== null && pasted.id === conversationId && text.includes(pasted.text) ? pasted.text : null;
  return {
    offered,
    onPaste(event) {
      const files = [...event.clipboardData.files];
      const words = normalLines(event.clipboardData.getData('text/plain'));
      if (files.length > 0 && words === '') {
        event.preventDefault();
        void attachFiles(app, conversationId, files);
        return;
      }
      setPasted(words.length > longPaste ? { id: conversationId, text: words } : null);
    },
    attach() {
      if (offered === null) return;
      void attachText(app, conversationId, offered).then((isThere) => {
        if (!isThere) return;
        setText(text.replace(offered, () => '').trim());
        setPasted(null);
        focusField();
      });
    },
    keep() {
      setPasted(null);
      focusField();
    },
  };
}

/** As a text field keeps them. */
function normalLines(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

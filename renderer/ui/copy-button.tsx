import { useEffect, useState } from 'react';
import { t } from '../i18n/translate.ts';
import { useApp } from '../state/app-context.tsx';
import { IconButton } from './icon-button.tsx';

const confirmationMs = 1_600;

type CopyButtonProps = {
  /** What is copied: the button's name. */
  readonly label: string;
  /** Asked for when pressed: a reply under way is copied as it is then. */
  readonly text: () => string;
};

/** Copies a text and says so, to the eye and to a screen reader. */
export function CopyButton({ label, text }: CopyButtonProps) {
  const app = useApp();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), confirmationMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (): Promise<void> => {
    if (!(await app.copy(text()))) return;
    setIsCopied(true);
    app.announce(t('ui.copied'));
  };
  return <IconButton size="small" icon={isCopied ? 'check' : 'copy'} label={label} onClick={() => void copy()} />;
}

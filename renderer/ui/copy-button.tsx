import { useEffect, useState } from 'react';
import { t } from '../i18n/translate.ts';
import { IconButton } from './icon-button.tsx';

const shownMs = 1_600;

type CopyButtonProps = {
  readonly text: string;
  /** What is copied: the button's name. */
  readonly label: string;
  readonly className?: string | undefined;
};

/** Copies a text and says so in its own name. */
export function CopyButton({ text, label, className }: CopyButtonProps) {
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), shownMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () => {
    // Without the permission nothing is copied, and the name does not change: nothing else to tell.
    navigator.clipboard.writeText(text).then(
      () => setIsCopied(true),
      () => undefined,
    );
  };
  return (
    <IconButton
      size="small"
      icon={isCopied ? 'check' : 'copy'}
      label={isCopied ? t('ui.copied') : label}
      onClick={copy}
      className={className}
    />
  );
}

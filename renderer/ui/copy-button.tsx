import { useEffect, useState } from 'react';
import { t } from '../i18n/translate.ts';
import { useApp } from '../state/app-context.tsx';
import { copyText } from './copy-text.ts';
import { IconButton } from './icon-button.tsx';

const confirmationMs = 1_600;

type CopyButtonProps = {
  readonly label: string;
  /** Asked for when pressed: a reply under way is copied as it is then. */
  readonly text: () => string;
};

export function CopyButton({ label, text }: CopyButtonProps) {
  const app = useApp();
  const [isCopied, setIsCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setIsCopied(false), confirmationMs);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async (): Promise<void> => {
    try {
      await copyText(text());
      setIsCopied(true);
      app.announce(t('ui.copied'));
    } catch {
      app.toasts.show(t('ui.copy-failed'), { tone: 'bad' });
    }
  };
  return <IconButton size="small" icon={isCopied ? 'check' : 'copy'} label={label} onClick={() => void copy()} />;
}

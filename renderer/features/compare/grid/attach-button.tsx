import { useRef } from 'react';
import { t } from '../../../i18n/translate.ts';
import { FilesInput } from '../../../ui/attachments/files-input.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';

/** Adds text files to what is being written. */
export function AttachButton({ onFiles }: { readonly onFiles: (files: readonly File[]) => void }) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <IconButton icon="attach" label={t('compare.attach')} tooltipSide="top" onClick={() => input.current?.click()} />
      <FilesInput input={input} onFiles={onFiles} />
    </>
  );
}

import { useState } from 'react';
import type { DraftKey } from '../../../../main/contract/drafts.ts';
import { t } from '../../../i18n/translate.ts';
import { IconButton } from '../../../ui/icon-button.tsx';
import { ShelfPicker } from '../../../ui/shelf/shelf-picker.tsx';

type ShelfButtonProps = {
  readonly draftKey: DraftKey;
  /** After a kept prompt was put in, or not. */
  readonly onPicked: () => void;
};

/** Puts a kept prompt into what is being written. */
export function ShelfButton({ draftKey, onPicked }: ShelfButtonProps) {
  const [isPicking, setIsPicking] = useState(false);
  return (
    <>
      <IconButton
        icon="text-file"
        label={t('shelf.picker')}
        tooltipSide="top"
        aria-haspopup="dialog"
        onClick={() => setIsPicking(true)}
      />
      {isPicking ? (
        <ShelfPicker
          draftKey={draftKey}
          onClose={() => {
            setIsPicking(false);
            requestAnimationFrame(onPicked);
          }}
        />
      ) : null}
    </>
  );
}

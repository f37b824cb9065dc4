import { useEffect, useRef, useState } from 'react';
import type { Message } from '../../../../main/contract/chat.ts';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import type { ModelId } from '../../../../main/contract/ids.ts';
import { t } from '../../../i18n/translate.ts';
import { useSummarise } from '../../../state/chat/context/use-summarise.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ErrorPanel } from '../../../ui/error-panel.tsx';
import { SummaryProgress } from './summary-progress.tsx';

type SummariseDialogProps = {
  /** The last message the summary tells. */
  readonly message: Message;
  readonly modelId: ModelId;
  readonly onClose: () => void;
};

/** A summary of everything up to a message, while it is written. */
export function SummariseDialog({ message, modelId, onClose }: SummariseDialogProps) {
  const [failure, setFailure] = useState<AppErrorData | null>(null);
  const { conversationId } = message;
  const { work, start } = useSummarise({ conversationId, modelId, onDone: onClose, onFailed: setFailure });
  const begin = useRef(() => {
    setFailure(null);
    start(message.id);
  });
  useEffect(() => begin.current(), []);
  return (
    <Dialog
      title={t('context.summarise-up-to')}
      width="wide"
      onClose={onClose}
      footer={work === null ? <Button onClick={onClose}>{t('ui.close')}</Button> : <span />}
    >
      {failure === null ? null : <ErrorPanel error={failure} onRetry={() => begin.current()} />}
      {work === null ? null : <SummaryProgress work={work} onCancel={onClose} />}
    </Dialog>
  );
}

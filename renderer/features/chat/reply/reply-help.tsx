import type { ReactNode } from 'react';
import type { Message } from '../../../../main/contract/chat.ts';
import type { AppErrorData } from '../../../../main/contract/errors.ts';
import { useModels, useRuntime } from '../../../state/hooks.ts';
import { liveValue } from '../../../state/stream.ts';
import { CrashDetails } from '../../../ui/load-trouble/crash-details.tsx';
import { LoadHelp } from '../../../ui/load-trouble/load-help.tsx';
import { NoticeActions } from '../../../ui/notice/notice-actions.tsx';

type ReplyHelpProps = {
  readonly message: Message;
  readonly error: AppErrorData;
  readonly isBusy: boolean;
  /** Asks for the reply again. */
  readonly onRetry: () => void;
  /** The plain button, where nothing more can be offered. */
  readonly retry: ReactNode;
};

/** What helps a reply whose model could not be loaded or ended: once the model is loaded, the reply is asked for again. */
export function ReplyHelp({ message, error, isBusy, onRetry, retry }: ReplyHelpProps) {
  const runtime = useRuntime(message.modelId);
  const model = liveValue(useModels())?.models.find(({ id }) => id === message.modelId) ?? null;
  const isDown = runtime?.state === 'failed' || runtime?.state === 'unloaded';
  // It runs again, or is gone: there is nothing to mend.
  if (model === null || model.isMissing || !isDown) return <NoticeActions>{retry}</NoticeActions>;
  const crash = runtime.state === 'failed' && runtime.error.code === error.code ? runtime.crash : null;
  return (
    <>
      {crash === null ? null : <CrashDetails crash={crash} isCauseTold />}
      <LoadHelp model={model} error={error} onLoaded={onRetry} onRetry={onRetry} isDisabled={isBusy} />
    </>
  );
}

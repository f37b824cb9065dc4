import { IconButton } from '../icon-button.tsx';
import styles from './send-or-stop.module.css';

type SendOrStopProps = {
  readonly isBusy: boolean;
  readonly canSend: boolean;
  /** Says why it cannot. */
  readonly hintId: string;
  readonly sendLabel: string;
  readonly stopLabel: string;
  readonly stopKeys: readonly string[] | undefined;
  readonly onStop: () => void;
};

/** One place to send or stop. */
export function SendOrStop(props: SendOrStopProps) {
  const { isBusy, canSend, hintId, sendLabel, stopLabel, stopKeys, onStop } = props;
  return isBusy ? (
    <IconButton
      key="stop"
      variant="solid"
      icon="stop"
      className={styles.stop}
      label={stopLabel}
      keys={stopKeys}
      tooltipSide="top"
      onClick={onStop}
    />
  ) : (
    <IconButton
      key="send"
      type="submit"
      variant="solid"
      icon="arrow-up"
      label={sendLabel}
      tooltipSide="top"
      aria-disabled={!canSend}
      aria-describedby={hintId}
    />
  );
}

import type { Round, RoundProgress } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { ProgressBar } from '../../../ui/progress-bar.tsx';
import type { AnswerCommands } from './answer-commands.ts';
import styles from './round-foot.module.css';

type RoundFootProps = { readonly round: Round; readonly commands: AnswerCommands };

/** How far a round is, and what can be done with it as a whole. */
export function RoundFoot({ round, commands }: RoundFootProps) {
  const { id, progress, answers } = round;
  const missing = answers.filter(({ status }) => status === 'not-asked').length;
  if (progress !== null) return <Progress progress={progress} onStop={() => commands.stopRound(id)} />;
  if (missing === 0) return null;
  return (
    <div className={styles.line}>
      <Button size="small" icon="play" onClick={() => commands.runMissing(id)}>
        {t('compare.run-missing', { count: missing })}
      </Button>
      {missing === answers.length ? (
        <Button size="small" variant="quiet" icon="remove" onClick={() => commands.removeRound(id)}>
          {t('compare.remove-round')}
        </Button>
      ) : null}
    </div>
  );
}

type ProgressProps = { readonly progress: RoundProgress; readonly onStop: () => void };

function Progress({ progress: { finished, total, remainingMs }, onStop }: ProgressProps) {
  const words =
    remainingMs === null
      ? t('compare.progress', { finished, total })
      : t('compare.progress-left', { finished, total, remaining: remainingMs / 1000 });
  return (
    <div className={styles.line}>
      <span className={styles.words}>{words}</span>
      <ProgressBar className={styles.bar} label={words} fraction={finished / total} />
      <Button size="small" icon="stop" onClick={onStop}>
        {t('compare.stop-round')}
      </Button>
    </div>
  );
}

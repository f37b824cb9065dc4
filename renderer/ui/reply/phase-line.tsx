import type { ReplyPhase } from '../../../main/contract/chat.ts';
import { t } from '../../i18n/translate.ts';
import { ProgressBar } from '../progress-bar.tsx';
import styles from './phase-line.module.css';

type PhaseLineProps = { readonly phase: ReplyPhase | null; readonly modelName: string };

/** What a reply is doing before its first word, in words. */
export function PhaseLine({ phase, modelName }: PhaseLineProps) {
  const words = phaseWords(phase, modelName);
  const fraction = phaseFraction(phase);
  return (
    <div className={styles.line}>
      <span className={styles.words}>{words}</span>
      {fraction === null ? null : <ProgressBar className={styles.bar} label={words} fraction={fraction} />}
    </div>
  );
}

function phaseWords(phase: ReplyPhase | null, name: string): string {
  switch (phase?.phase) {
    case 'trying':
      return t('chat.phase-trying', { name });
    case 'loading':
      return phase.fraction > 0
        ? t('chat.phase-loading-part', { name, fraction: phase.fraction })
        : t('chat.phase-loading', { name });
    case 'prefilling':
      return phase.totalTokens > 0
        ? t('chat.phase-reading-part', { done: phase.doneTokens, total: phase.totalTokens })
        : t('chat.phase-reading');
    case 'generating':
      return t('chat.phase-writing');
    default:
      return t('chat.phase-waiting');
  }
}

function phaseFraction(phase: ReplyPhase | null): number | null {
  if (phase?.phase === 'loading') return phase.fraction;
  if (phase?.phase === 'prefilling' && phase.totalTokens > 0) return phase.doneTokens / phase.totalTokens;
  return null;
}

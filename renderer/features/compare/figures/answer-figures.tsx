import type { Answer } from '../../../../main/contract/compare.ts';
import { formatMemory, formatRate } from '../../../i18n/format.ts';
import { t } from '../../../i18n/translate.ts';
import { Badge } from '../../../ui/badge.tsx';
import styles from './figures.module.css';

type AnswerFiguresProps = { readonly answer: Pick<Answer, 'stats' | 'figures'> };

/** The few figures that are read first, in one quiet line; nothing while they are hidden or not there yet. */
export function AnswerFigures({ answer: { stats, figures } }: AnswerFiguresProps) {
  if (stats === null) return null;
  const { replyTokensPerSecond, firstTokenMs, replyTokens } = stats;
  const words = [
    ...(replyTokensPerSecond === null ? [] : [formatRate(replyTokensPerSecond)]),
    ...(firstTokenMs === null ? [] : [t('chat.figure-first-token', { duration: firstTokenMs })]),
    t('chat.figure-tokens', { count: replyTokens }),
    ...(figures?.memory ? [formatMemory(figures.memory.residentBytes + figures.memory.videoMemoryBytes)] : []),
  ];
  return (
    <ul className={styles.line}>
      {figures?.timing === 'contended' ? (
        <li>
          <Badge tone="outline" title={t('figures.contended-why')}>
            {t('figures.contended')}
          </Badge>
        </li>
      ) : null}
      {words.map((word) => (
        <li key={word}>{word}</li>
      ))}
    </ul>
  );
}

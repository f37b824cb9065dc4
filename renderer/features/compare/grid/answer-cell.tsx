import { memo, useId } from 'react';
import type { Answer, Round } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { useLiveAnswer } from '../../../state/compare/comparison-hooks.ts';
import { isUnderWay, type ComparisonState, type LiveAnswer } from '../../../state/compare/comparison-state.ts';
import type { Store } from '../../../state/store.ts';
import { Markdown } from '../../../ui/markdown/markdown.tsx';
import { Skeleton } from '../../../ui/skeleton.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { PhaseLine } from '../../../ui/reply/phase-line.tsx';
import { Reasoning } from '../../../ui/reply/reasoning.tsx';
import type { AnswerCommands } from './answer-commands.ts';
import { AnswerFooter } from './answer-footer.tsx';
import { AnswerHead } from './answer-head.tsx';
import { AnswerNotice } from './answer-notice.tsx';
import styles from './answer-cell.module.css';

type AnswerCellProps = {
  readonly store: Store<ComparisonState>;
  readonly answer: Answer;
  readonly roundId: Round['id'];
  readonly isBlind: boolean;
  readonly isVeiled: boolean;
  /** Nothing above the row says whose answer it is. */
  readonly hasHead: boolean;
  /** Of the last round, whose answers may be mended and gone on with. */
  readonly isLast: boolean;
  readonly commands: AnswerCommands;
};

/** One answer. While it is written it follows its own text, so that no other is drawn again. */
export const AnswerCell = memo(function AnswerCell(props: AnswerCellProps) {
  const { store, answer, roundId, isBlind, isVeiled, hasHead, isLast, commands } = props;
  const nameId = useId();
  const live = useLiveAnswer(store, answer.id);
  const isRunning = isUnderWay(answer);
  return (
    <div
      role="group"
      className={styles.answer}
      data-answer={answer.id}
      tabIndex={-1}
      aria-labelledby={nameId}
      aria-busy={isRunning}
    >
      <AnswerHead id={nameId} answer={answer} isBlind={isBlind} isVeiled={isVeiled} isShown={hasHead} />
      <div className={styles.body}>
        <AnswerText answer={answer} live={live} isVeiled={isVeiled} />
        {isRunning ? null : (
          <AnswerNotice answer={answer} roundId={roundId} isVeiled={isVeiled} isLast={isLast} commands={commands} />
        )}
      </div>
      <AnswerFooter answer={answer} isVeiled={isVeiled} commands={commands} />
    </div>
  );
});

type AnswerTextProps = {
  readonly answer: Answer;
  readonly live: LiveAnswer | null;
  readonly isVeiled: boolean;
};

function AnswerText({ answer, live, isVeiled }: AnswerTextProps) {
  const { text, reasoning } = live ?? answer;
  const isRunning = isUnderWay(answer);
  const isThinking = isRunning && reasoning !== '' && text === '';
  return (
    <>
      {reasoning === '' ? null : (
        <Reasoning text={reasoning} isThinking={isThinking} stats={isRunning ? null : answer.stats} />
      )}
      {text === '' ? null : <Markdown key={answer.messageId} text={text} isGrowing={isRunning} />}
      {isRunning && text === '' && !isThinking ? <Waiting answer={answer} live={live} isVeiled={isVeiled} /> : null}
    </>
  );
}

/** Before the first word. While veiled every wait looks the same. */
function Waiting({ answer, live, isVeiled }: AnswerTextProps) {
  if (isVeiled) {
    return (
      <div className={styles.wait}>
        <VisuallyHidden>{t('compare.writing-hidden')}</VisuallyHidden>
        {['92%', '97%', '58%'].map((width) => (
          <Skeleton key={width} width={width} />
        ))}
      </div>
    );
  }
  const phase = live?.phase ?? answer.phase;
  return (
    <PhaseLine phase={answer.status === 'waiting' ? null : phase} modelName={answer.contestant?.modelName ?? ''} />
  );
}

import { useState } from 'react';
import type { Answer } from '../../../../main/contract/compare.ts';
import { classNames } from '../../../ui/class-names.ts';
import { answerLetter } from '../../../state/compare/round-cells.ts';
import { ContestantChip, factsOf } from '../contestant/contestant-chip.tsx';
import { answerName } from './answer-name.ts';
import styles from './answer-head.module.css';

type AnswerHeadProps = {
  readonly id: string;
  readonly answer: Answer;
  readonly isBlind: boolean;
  readonly isVeiled: boolean;
  /** Else it is seen only where columns stand one under the other. */
  readonly isShown: boolean;
};

/** Whose answer it is: a letter while veiled, and then the name beside it. */
export function AnswerHead({ id, answer, isBlind, isVeiled, isShown }: AnswerHeadProps) {
  // Only what was veiled before one's eyes turns over.
  const [wasVeiled] = useState(isVeiled);
  const { contestant } = answer;
  const name = answerName(answer, isBlind);
  return (
    <h3 id={id} className={classNames(styles.head, !isShown && styles.aligned)} aria-label={name}>
      {isBlind ? <span className={styles.letter}>{answerLetter(answer.place)}</span> : null}
      {contestant === null ? null : (
        <span className={classNames(styles.name, wasVeiled && styles.turned)}>
          <ContestantChip contestant={factsOf(contestant)} layout="head" />
        </span>
      )}
    </h3>
  );
}

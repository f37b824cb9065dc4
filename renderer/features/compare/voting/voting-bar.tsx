import { useEffect, useRef } from 'react';
import type { Comparison, Round } from '../../../../main/contract/compare.ts';
import { shortcutCaps } from '../../../actions/shortcut.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { castVote, type Verdict } from '../../../state/compare/voting/vote-commands.ts';
import { voteChoices, votingStage, type VoteChoice } from '../../../state/compare/voting/vote-choices.ts';
import { Kbd } from '../../../ui/kbd.tsx';
import { useKeptFocus } from '../../../ui/use-kept-focus.ts';
import { answerWords } from './choice-words.ts';
import { RevealButton } from './reveal-button.tsx';
import { VerdictLine } from './verdict-line.tsx';
import { goToVerdict } from './use-voting-actions.ts';
import { BestButton, KeyButton } from './vote-button.tsx';
import { VoteLine } from './vote-line.tsx';
import styles from './voting.module.css';

type VotingBarProps = {
  readonly round: Round;
  readonly shown: Pick<Comparison, 'mode' | 'columns'>;
  /** 1 for the first prompt. */
  readonly number: number;
};

/** Asks for a verdict on a round once its answers are there, and tells the one that was given. */
export function VotingBar({ round, shown, number }: VotingBarProps) {
  const choices = voteChoices(round, shown);
  const stage = votingStage(round);
  const focus = useKeptFocus<HTMLDivElement>(stage);
  useTellNames(round, choices);
  if (stage === 'writing') return null;
  return (
    <div
      {...focus}
      className={styles.bar}
      role="group"
      aria-label={t('voting.bar', { number })}
      data-voting={round.id}
      tabIndex={-1}
    >
      {stage === 'voted' ? <VerdictLine round={round} choices={choices} /> : null}
      {stage === 'open' ? <Question round={round} choices={choices} /> : null}
      {stage === 'few' ? (
        <div className={styles.line}>
          <span className={styles.quiet}>{t('voting.few')}</span>
          {round.isVeiled ? <RevealButton round={round} /> : null}
        </div>
      ) : null}
    </div>
  );
}

type QuestionProps = { readonly round: Round; readonly choices: readonly VoteChoice[] };

function Question({ round, choices }: QuestionProps) {
  const app = useApp();
  const vote = (verdict: Verdict): void => app.attempt(castVote(app, round, verdict));
  return (
    <>
      <VoteLine round={round} choices={choices}>
        <span className={styles.question}>
          {t('voting.question')}
          <span aria-hidden="true" className={styles.way} title={t('action.vote-go')}>
            <Kbd keys={shortcutCaps(goToVerdict, app.keyboard)} />
          </span>
        </span>
        <span className={styles.choices}>
          {choices.map((choice) => (
            <BestButton
              key={choice.answerId}
              choice={choice}
              onChoose={() => vote({ outcome: 'best', bestId: choice.answerId })}
            />
          ))}
        </span>
        <span className={styles.choices}>
          <KeyButton keyCap="T" title={t('voting.tie-why')} onClick={() => vote({ outcome: 'tie', bestId: null })}>
            {t('voting.tie')}
          </KeyButton>
          <KeyButton
            keyCap="B"
            title={t('voting.all-bad-why')}
            onClick={() => vote({ outcome: 'all-bad', bestId: null })}
          >
            {t('voting.all-bad')}
          </KeyButton>
        </span>
        {round.isVeiled ? <RevealButton round={round} /> : null}
      </VoteLine>
      {round.isBlind && !round.isVeiled ? <p className={styles.quiet}>{t('voting.names-seen')}</p> : null}
    </>
  );
}

/** Says who was who, once the names come out before one's eyes. */
function useTellNames({ isVeiled }: Round, choices: readonly VoteChoice[]): void {
  const { announce } = useApp();
  const wasVeiled = useRef(isVeiled);
  useEffect(() => {
    if (wasVeiled.current && !isVeiled) announce(t('voting.revealed', { names: answerWords(choices) }));
    wasVeiled.current = isVeiled;
  }, [isVeiled, choices, announce]);
}

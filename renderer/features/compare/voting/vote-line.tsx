import { useId, useState, type ReactNode } from 'react';
import type { Round } from '../../../../main/contract/compare.ts';
import { maxNoteLength } from '../../../../main/contract/votes.ts';
import { t } from '../../../i18n/translate.ts';
import { useApp } from '../../../state/app-context.tsx';
import { amendVote } from '../../../state/compare/voting/vote-commands.ts';
import type { VoteChoice } from '../../../state/compare/voting/vote-choices.ts';
import {
  emptyVoteDraft,
  useCriteria,
  useVoteDraft,
  type VoteDraft,
} from '../../../state/compare/voting/voting-session.ts';
import { Button } from '../../../ui/button.tsx';
import { CriteriaDialog } from './criteria-dialog.tsx';
import { MarksTable } from './marks-table.tsx';
import styles from './voting.module.css';

type MarksPanelProps = { readonly round: Round; readonly choices: readonly VoteChoice[] };

type VoteLineProps = MarksPanelProps & { readonly children: ReactNode };

/** A line of the bar, at whose end marks by criterion and a note unfold, before the verdict or after it. */
export function VoteLine({ round, choices, children }: VoteLineProps) {
  const id = useId();
  const [isOpen, setIsOpen] = useState(false);
  const { vote } = round;
  return (
    <>
      <div className={styles.line}>
        {children}
        <Button
          size="small"
          variant="quiet"
          icon={isOpen ? 'chevron-down' : 'chevron-right'}
          aria-expanded={isOpen}
          aria-controls={id}
          onClick={() => setIsOpen(!isOpen)}
        >
          {t('voting.more')}
        </Button>
      </div>
      {isOpen || vote === null || vote.note === '' ? null : (
        <p className={styles.given} dir="auto">
          {vote.note}
        </p>
      )}
      <div id={id} hidden={!isOpen}>
        {isOpen ? <MarksForm round={round} choices={choices} /> : null}
      </div>
    </>
  );
}

function MarksForm({ round, choices }: MarksPanelProps) {
  const app = useApp();
  const id = useId();
  const criteria = useCriteria();
  const [isEditing, setIsEditing] = useState(false);
  const [draft, setDraft] = useVoteDraft(round.id);
  const { vote } = round;
  const written: VoteDraft = draft ?? (vote === null ? emptyVoteDraft : { marks: vote.marks, note: vote.note });
  // Marks that came after the names would not be blind, though the verdict is.
  const isFrozen = vote !== null && vote.isBlind && !round.isVeiled;
  const shownCriteria = withGiven(criteria, vote);
  return (
    <div className={styles.panel}>
      {shownCriteria.length === 0 ? (
        <p className={styles.quiet}>{t('voting.no-criteria')}</p>
      ) : (
        <MarksTable
          criteria={shownCriteria}
          choices={choices}
          marks={written.marks}
          isFrozen={isFrozen}
          onChange={(marks) => setDraft({ ...written, marks })}
        />
      )}
      {isFrozen && shownCriteria.length > 0 ? <p className={styles.quiet}>{t('voting.marks-frozen')}</p> : null}
      <label className={styles.label} htmlFor={id}>
        {t('voting.note')}
      </label>
      <textarea
        id={id}
        className={styles.note}
        rows={2}
        dir="auto"
        maxLength={maxNoteLength}
        placeholder={t('voting.note-placeholder')}
        value={written.note}
        onChange={(event) => setDraft({ ...written, note: event.target.value })}
      />
      <div className={styles.choices}>
        {vote === null ? null : (
          <Button size="small" disabled={draft === null} onClick={() => app.attempt(amendVote(app, round, written))}>
            {t('voting.save-note')}
          </Button>
        )}
        <Button size="small" variant="quiet" onClick={() => setIsEditing(true)}>
          {t('voting.edit-criteria')}
        </Button>
      </div>
      {isEditing ? <CriteriaDialog criteria={criteria} onClose={() => setIsEditing(false)} /> : null}
    </div>
  );
}

/** Marks that were given by a criterion that is gone are shown all the same. */
function withGiven(criteria: readonly string[], vote: Round['vote']): readonly string[] {
  const given = vote === null ? [] : Object.values(vote.marks).flatMap((marks) => Object.keys(marks));
  return [...new Set([...criteria, ...given])];
}

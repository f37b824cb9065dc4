import type { AnswerId } from '../../../../main/contract/ids.ts';
import { t } from '../../../i18n/translate.ts';
import type { VoteChoice } from '../../../state/compare/voting/vote-choices.ts';
import type { VoteDraft } from '../../../state/compare/voting/voting-session.ts';
import { SelectField } from '../../../ui/select-field.tsx';
import { shortWords } from './choice-words.ts';
import styles from './voting.module.css';

type MarksTableProps = {
  readonly criteria: readonly string[];
  readonly choices: readonly VoteChoice[];
  readonly marks: VoteDraft['marks'];
  readonly isFrozen: boolean;
  readonly onChange: (marks: VoteDraft['marks']) => void;
};

const levels = ['', '1', '2', '3', '4', '5'] as const;
type Level = (typeof levels)[number];

/** A mark for each answer by each criterion. */
export function MarksTable({ criteria, choices, marks, isFrozen, onChange }: MarksTableProps) {
  const options = levels.map((value) => ({ value, label: value === '' ? t('voting.no-mark') : value }));
  return (
    <div className={styles.scroller} role="region" aria-label={t('voting.marks')} tabIndex={0}>
      <table className={styles.marks}>
        <caption className={styles.quiet}>{t('voting.marks')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('voting.criterion')}</th>
            {choices.map((choice) => (
              <th key={choice.answerId} scope="col">
                {shortWords(choice)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {criteria.map((criterion) => (
            <tr key={criterion}>
              <th scope="row" dir="auto">
                {criterion}
              </th>
              {choices.map((choice) => {
                const mark = levelOf(marks[choice.answerId]?.[criterion]);
                return (
                  <td key={choice.answerId}>
                    {isFrozen ? (
                      mark === '' ? (
                        t('voting.no-mark')
                      ) : (
                        mark
                      )
                    ) : (
                      <SelectField
                        label={t('voting.mark-of', { criterion, answer: shortWords(choice) })}
                        value={mark}
                        options={options}
                        onChange={(level) => onChange(marked(marks, choice.answerId, criterion, level))}
                      />
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function levelOf(mark: number | undefined): Level {
  return levels.find((level) => level === String(mark)) ?? '';
}

function marked(marks: VoteDraft['marks'], id: AnswerId, criterion: string, level: Level): VoteDraft['marks'] {
  const { [criterion]: _before, ...others } = marks[id] ?? {};
  return { ...marks, [id]: level === '' ? others : { ...others, [criterion]: Number(level) } };
}

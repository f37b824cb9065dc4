import { useDeferredValue, useMemo, useState } from 'react';
import type { Answer, Round } from '../../../../main/contract/compare.ts';
import { t } from '../../../i18n/translate.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { IconButton } from '../../../ui/icon-button.tsx';
import { SegmentedControl } from '../../../ui/segmented-control.tsx';
import { SelectField } from '../../../ui/select-field.tsx';
import { answerLetter } from '../../../state/compare/round-cells.ts';
import { DifferenceInline, DifferenceSides } from './difference-texts.tsx';
import { wordDifference, type WordDifference } from './word-difference.ts';
import styles from './difference.module.css';

type DifferenceDialogProps = { readonly round: Round; readonly onClose: () => void };

/** Two answers of a round held against each other, word by word. */
export function DifferenceDialog({ round, onClose }: DifferenceDialogProps) {
  const answers = round.answers.filter(({ text }) => text !== '');
  const [[leftId, rightId], setPair] = useState(() => [answers[0]?.id, answers[1]?.id] as const);
  const [layout, setLayout] = useState<'sides' | 'inline'>('sides');
  const left = answers.find(({ id }) => id === leftId) ?? answers[0];
  const right = answers.find(({ id }) => id === rightId) ?? answers[1];
  return (
    <Dialog
      title={t('difference.title')}
      width="broad"
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('ui.close')}
        </Button>
      }
    >
      {left === undefined || right === undefined ? null : (
        <>
          <div className={styles.bar}>
            <AnswerChoice
              label={t('difference.left')}
              answers={answers}
              chosen={left}
              onChange={(id) => setPair([id, right.id])}
            />
            <IconButton icon="swap" label={t('difference.swap')} onClick={() => setPair([right.id, left.id])} />
            <AnswerChoice
              label={t('difference.right')}
              answers={answers}
              chosen={right}
              onChange={(id) => setPair([left.id, id])}
            />
            <SegmentedControl
              label={t('difference.layout')}
              value={layout}
              options={[
                { value: 'sides', label: t('difference.sides') },
                { value: 'inline', label: t('difference.inline') },
              ]}
              onChange={setLayout}
            />
          </div>
          <Compared left={left} right={right} layout={layout} />
        </>
      )}
    </Dialog>
  );
}

type AnswerChoiceProps = {
  readonly label: string;
  readonly answers: readonly Answer[];
  readonly chosen: Answer;
  readonly onChange: (id: Answer['id']) => void;
};

function AnswerChoice({ label, answers, chosen, onChange }: AnswerChoiceProps) {
  const options = answers.map((answer) => ({ value: answer.id, label: nameOf(answer) }));
  return (
    <div className={styles.choice}>
      <SelectField label={label} value={chosen.id} options={options} onChange={onChange} />
    </div>
  );
}

/** A letter while the name is hidden. */
function nameOf({ contestant, place }: Answer): string {
  return contestant?.name ?? t('compare.answer-letter', { letter: answerLetter(place) });
}

type ComparedProps = { readonly left: Answer; readonly right: Answer; readonly layout: 'sides' | 'inline' };

function Compared({ left, right, layout }: ComparedProps) {
  // Long texts take a moment: the choices answer first.
  const leftText = useDeferredValue(left.text);
  const rightText = useDeferredValue(right.text);
  const difference = useMemo(() => wordDifference(leftText, rightText), [leftText, rightText]);
  const isComputing = leftText !== left.text || rightText !== right.text;
  return (
    <div aria-busy={isComputing}>
      <p className={styles.summary} role="status">
        {isComputing ? t('difference.computing') : summaryOf(difference)}
        {!isComputing && difference.isCoarse ? ` ${t('difference.coarse')}` : null}
      </p>
      {layout === 'sides' ? (
        <DifferenceSides pieces={difference.pieces} leftName={nameOf(left)} rightName={nameOf(right)} />
      ) : (
        <DifferenceInline pieces={difference.pieces} leftName={nameOf(left)} rightName={nameOf(right)} />
      )}
    </div>
  );
}

function summaryOf({ pieces, sharedWords }: WordDifference): string {
  if (pieces.every(({ side }) => side === 'both')) return t('difference.equal');
  return sharedWords === 0 ? t('difference.nothing') : t('difference.same', { share: sharedWords });
}

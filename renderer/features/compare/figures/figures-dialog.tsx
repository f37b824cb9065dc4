import type { CSSProperties } from 'react';
import type { Answer, Round } from '../../../../main/contract/compare.ts';
import type { PriceTable } from '../../../../main/contract/prices.ts';
import { formatMoney } from '../../../i18n/format-money.ts';
import { t } from '../../../i18n/translate.ts';
import { usePrices } from '../../../state/hooks.ts';
import { formatRoute } from '../../../state/route.ts';
import { Button } from '../../../ui/button.tsx';
import { Dialog } from '../../../ui/dialog.tsx';
import { ContestantChip, factsOf } from '../contestant/contestant-chip.tsx';
import { figureGroups, type FigureGroup } from './figure-groups.ts';
import styles from './figures.module.css';

/** As many as stand beside each other in a dialog of common width. */
const fewAnswers = 4;

type FiguresDialogProps = { readonly round: Round; readonly onClose: () => void };

/** Everything that was measured of a round's answers, side by side. */
export function FiguresDialog({ round, onClose }: FiguresDialogProps) {
  const prices = usePrices()?.table ?? null;
  const answers = round.answers.filter(({ contestant }) => contestant !== null);
  const groups = figureGroups(answers, prices);
  return (
    <Dialog
      title={t('figures.title')}
      width={answers.length > fewAnswers ? 'full' : 'broad'}
      onClose={onClose}
      footer={
        <Button variant="primary" onClick={onClose}>
          {t('ui.close')}
        </Button>
      }
    >
      {groups.length === 0 ? (
        <p className={styles.why}>{t('figures.none')}</p>
      ) : (
        <>
          {/* A keyboard has to be able to move what is larger than the dialog. */}
          <div className={styles.content} tabIndex={0} role="region" aria-label={t('figures.title')}>
            <FiguresTable answers={answers} groups={groups} />
          </div>
          <Notes answers={answers} prices={prices} />
        </>
      )}
    </Dialog>
  );
}

type FiguresTableProps = { readonly answers: readonly Answer[]; readonly groups: readonly FigureGroup[] };

function FiguresTable({ answers, groups }: FiguresTableProps) {
  return (
    <table className={styles.table} style={{ '--answers': answers.length } as CSSProperties}>
      <thead>
        <tr>
          <td />
          {answers.map(({ id, contestant }) => (
            <th key={id} scope="col">
              {contestant === null ? null : <ContestantChip layout="head" contestant={factsOf(contestant)} />}
            </th>
          ))}
        </tr>
      </thead>
      {groups.map((group) => (
        <tbody key={group.label}>
          <tr>
            <th className={styles.group} scope="rowgroup">
              {t(group.label)}
            </th>
            <td colSpan={answers.length} />
          </tr>
          {group.rows.map((row) => (
            <tr key={row.label}>
              <th scope="row">{t(row.label)}</th>
              {row.values.map((value, index) => (
                <td key={answers[index]?.id}>{value ?? <Unknown />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

function Unknown() {
  return (
    <span className={styles.unknown} role="img" aria-label={t('figures.unknown')}>
      {t('figures.unknown-mark')}
    </span>
  );
}

type NotesProps = { readonly answers: readonly Answer[]; readonly prices: PriceTable | null };

/** What the figures do and do not say. */
function Notes({ answers, prices }: NotesProps) {
  const chosen = prices?.prices.find(({ id }) => id === prices.chosenId);
  const isContended = answers.some(({ figures }) => figures?.timing === 'contended');
  const hasEnergy = answers.some(({ figures }) => (figures?.energy ?? null) !== null);
  return (
    <div className={styles.notes}>
      {isContended ? <p>{t('figures.contended-note')}</p> : null}
      {hasEnergy ? <p>{t('figures.energy-why')}</p> : null}
      {prices === null || chosen === undefined ? null : (
        <p>
          {costWords(chosen, prices.currency)}{' '}
          {prices.computerPrice === null ? `${t('figures.break-even-missing')} ` : null}
          <a href={formatRoute({ screen: 'settings' })}>{t('figures.change-prices')}</a>
        </p>
      )}
    </div>
  );
}

function costWords({ name, inputPerMillion, outputPerMillion, asOf }: PriceTable['prices'][number], currency: string) {
  const params = {
    name,
    input: formatMoney(inputPerMillion, currency),
    output: formatMoney(outputPerMillion, currency),
  };
  return asOf === '' ? t('figures.cost-why-undated', params) : t('figures.cost-why', { ...params, when: asOf });
}

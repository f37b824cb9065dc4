import type { RatedPair, Ratings } from '../../../../main/contract/ratings.ts';
import { t } from '../../../i18n/translate.ts';
import { chanceOf, roundedUp } from '../../../state/compare/ratings/chance.ts';
import { CardSection } from '../../../ui/card-section.tsx';
import { classNames } from '../../../ui/class-names.ts';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import styles from './ratings.module.css';

/** What may honestly be said about each against each. Columns go by the numbers of the rows. */
export function VerdictSection({ ratings: { rated, pairs } }: { readonly ratings: Ratings }) {
  if (rated.length < 2) return null;
  const byPlaces = new Map(pairs.flatMap((pair) => [[`${pair.a} ${pair.b}`, pair] as const]));
  const pairOf = (row: number, column: number): RatedPair | null => {
    const turned = byPlaces.get(`${column} ${row}`);
    return byPlaces.get(`${row} ${column}`) ?? (turned === undefined ? null : turnAround(turned));
  };
  return (
    <CardSection title={t('ratings.verdicts')}>
      <p className={styles.why}>{t('ratings.verdicts-why')}</p>
      {/* Focusable, so that the keyboard scrolls it where it is wider than the window. */}
      <div className={styles.scroll} role="region" aria-label={t('ratings.verdict-table')} tabIndex={0}>
        <table className={styles.matrix}>
          <thead>
            <tr>
              <td />
              {rated.map(({ name, contestantIds }, column) => (
                <th key={contestantIds.join(' ')} scope="col" title={name}>
                  <span aria-hidden="true">{column + 1}</span>
                  <VisuallyHidden>{t('ratings.number', { number: column + 1, name })}</VisuallyHidden>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rated.map(({ name, contestantIds }, row) => (
              <tr key={contestantIds.join(' ')}>
                <th scope="row" className={styles.who} title={name}>
                  <span className={styles.whoLine}>
                    <span className={styles.number}>{row + 1}</span>
                    <span className={styles.name} dir="auto">
                      {name}
                    </span>
                  </span>
                </th>
                {rated.map((other, column) => (
                  <VerdictCell
                    key={other.contestantIds.join(' ')}
                    isSelf={row === column}
                    pair={row === column ? null : pairOf(row, column)}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </CardSection>
  );
}

type VerdictCellProps = { readonly isSelf: boolean; readonly pair: RatedPair | null };

function VerdictCell({ isSelf, pair }: VerdictCellProps) {
  if (isSelf) return <td className={styles.self} />;
  if (pair === null) return <td className={styles.quiet}>{t('ratings.never-met')}</td>;
  const { verdict, difference, votes } = pair;
  const chance = chanceOf(difference.value);
  const facts =
    votes === 0
      ? t('ratings.pair-indirect', { chance })
      : t('ratings.pair-facts', { chance, votes: t('ratings.pair-votes', { count: votes }) });
  return (
    <td>
      <span className={classNames(styles.verdict, styles[verdict.kind])}>{verdictWords(pair)}</span>
      <span className={styles.facts}>
        {verdict.kind === 'not-enough' ? t('ratings.more', { count: roundedUp(verdict.more) }) : facts}
      </span>
      {verdict.kind === 'not-enough' ? <span className={styles.facts}>{facts}</span> : null}
    </td>
  );
}

function verdictWords({ verdict }: RatedPair): string {
  switch (verdict.kind) {
    case 'better':
      return t('ratings.better');
    case 'worse':
      return t('ratings.worse');
    case 'no-difference-seen':
      return t('ratings.no-difference');
    case 'not-enough':
      return t('ratings.not-enough');
  }
}

function turnAround({ a, b, difference, votes, verdict }: RatedPair): RatedPair {
  const { value, interval } = difference;
  const turned = { better: 'worse', worse: 'better' } as const;
  return {
    a: b,
    b: a,
    difference: { value: -value, interval: { low: -interval.high, high: -interval.low } },
    votes,
    verdict:
      verdict.kind === 'better' || verdict.kind === 'worse' ? { ...verdict, kind: turned[verdict.kind] } : verdict,
  };
}

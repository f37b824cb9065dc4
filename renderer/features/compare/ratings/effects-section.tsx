import type { Estimate, Ratings, StyleFeature } from '../../../../main/contract/ratings.ts';
import { t, type PlainWordKey } from '../../../i18n/translate.ts';
import { chanceAxis, chances, type ChanceAxis } from '../../../state/compare/ratings/chance.ts';
import { CardSection } from '../../../ui/card-section.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { EstimateText } from './estimate-text.tsx';
import { AxisTicks, IntervalBar } from './interval-bar.tsx';
import styles from './ratings.module.css';

const featureWords: Readonly<Record<StyleFeature, PlainWordKey>> = {
  length: 'ratings.length',
  headings: 'ratings.headings',
  lists: 'ratings.lists',
  bold: 'ratings.bold',
  code: 'ratings.code',
};

/** Place on the screen and form of the answers: what moved votes beside who answered. */
export function EffectsSection({ ratings: { position, styles: effects } }: { readonly ratings: Ratings }) {
  const rows = [
    ...(position === null ? [] : [{ name: t('ratings.position'), effect: position }]),
    ...effects.map(({ feature, effect }) => ({ name: t(featureWords[feature]), effect })),
  ];
  return (
    <CardSection title={t('ratings.other')}>
      {rows.length === 0 ? null : <EffectsTable rows={rows} axis={chanceAxis(rows.map(({ effect }) => effect))} />}
      {position === null ? <p className={styles.why}>{t('ratings.position-unknown')}</p> : null}
      {effects.length === 0 ? null : <p className={styles.why}>{t('ratings.style-unit')}</p>}
    </CardSection>
  );
}

type EffectsTableProps = {
  readonly rows: readonly { readonly name: string; readonly effect: Estimate }[];
  readonly axis: ChanceAxis;
};

function EffectsTable({ rows, axis }: EffectsTableProps) {
  return (
    <>
      <p className={styles.why}>{t('ratings.other-why')}</p>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">{t('ratings.effect')}</th>
            <th scope="col" className={styles.chartColumn}>
              <VisuallyHidden>{t('ratings.effect-chance')}</VisuallyHidden>
              <AxisTicks axis={axis} />
            </th>
            <th scope="col" className={styles.figures}>
              {t('ratings.verdict')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ name, effect }) => (
            <tr key={name}>
              <th scope="row" className={styles.who}>
                {name}
              </th>
              <td className={styles.chartColumn}>
                <span className={styles.chart}>
                  <IntervalBar estimate={effect} axis={axis} colour="var(--ink-quiet)" />
                  <EstimateText estimate={effect} />
                  <VisuallyHidden>{t('ratings.estimate', chances(effect))}</VisuallyHidden>
                </span>
              </td>
              <td className={styles.figures}>{t(effectWords(effect))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function effectWords({ interval }: Estimate): PlainWordKey {
  if (interval.low > 0) return 'ratings.helps';
  return interval.high < 0 ? 'ratings.hurts' : 'ratings.no-effect';
}

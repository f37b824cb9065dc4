import type { Rated, Ratings } from '../../../../main/contract/ratings.ts';
import { modelIdSchema } from '../../../../main/contract/ids.ts';
import { t } from '../../../i18n/translate.ts';
import { chanceAxis, chances, type ChanceAxis } from '../../../state/compare/ratings/chance.ts';
import { useModelColours } from '../../../state/model-colour.ts';
import { CardSection } from '../../../ui/card-section.tsx';
import { VisuallyHidden } from '../../../ui/visually-hidden.tsx';
import { ModelMark } from '../contestant/model-mark.tsx';
import { EstimateText } from './estimate-text.tsx';
import { AxisTicks, IntervalBar } from './interval-bar.tsx';
import styles from './ratings.module.css';

/** Dots with interval bars on one axis, the best first; a table each for groups that never met. */
export function StrengthSection({ ratings: { rated, groups } }: { readonly ratings: Ratings }) {
  const axis = chanceAxis(rated.map(({ strength }) => strength));
  return (
    <CardSection title={t('ratings.strengths')}>
      <p className={styles.why}>{t('ratings.strengths-why')}</p>
      {groups.length > 1 ? <p className={styles.caution}>{t('ratings.groups-why')}</p> : null}
      {groups.map((group, index) => (
        <StrengthTable
          key={group[0]}
          name={groups.length > 1 ? t('ratings.group', { number: index + 1 }) : null}
          members={group.flatMap((place) => rated[place] ?? [])}
          axis={axis}
        />
      ))}
    </CardSection>
  );
}

type StrengthTableProps = {
  /** Null: it is the only one. */
  readonly name: string | null;
  readonly members: readonly Rated[];
  readonly axis: ChanceAxis;
};

function StrengthTable({ name, members, axis }: StrengthTableProps) {
  const colours = useModelColours();
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{name ?? <VisuallyHidden>{t('ratings.strengths')}</VisuallyHidden>}</caption>
      <thead>
        <tr>
          <th scope="col" className={styles.place}>
            {t('ratings.place')}
          </th>
          <th scope="col">{t('ratings.contestant')}</th>
          <th scope="col" className={styles.chartColumn}>
            <VisuallyHidden>{t('ratings.chance')}</VisuallyHidden>
            <AxisTicks axis={axis} />
          </th>
          <th scope="col" className={styles.figures}>
            {t('ratings.outcomes')}
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <StrengthRow
            key={member.contestantIds.join(' ')}
            member={member}
            axis={axis}
            colour={colours(member.modelId).css}
          />
        ))}
      </tbody>
    </table>
  );
}

type StrengthRowProps = { readonly member: Rated; readonly axis: ChanceAxis; readonly colour: string };

function StrengthRow({ member, axis, colour }: StrengthRowProps) {
  const { name, modelId, strength, rank, wins, ties, losses } = member;
  return (
    <tr>
      <td className={styles.place}>{rank.best === rank.worst ? rank.best : t('ratings.places', rank)}</td>
      <th scope="row" className={styles.who}>
        <span className={styles.whoLine} title={name}>
          <ModelMark modelId={modelIdSchema.parse(modelId)} />
          <span className={styles.name} dir="auto">
            {name}
          </span>
        </span>
      </th>
      <td className={styles.chartColumn}>
        <span className={styles.chart}>
          <IntervalBar estimate={strength} axis={axis} colour={colour} />
          <EstimateText estimate={strength} />
          <VisuallyHidden>{t('ratings.estimate', chances(strength))}</VisuallyHidden>
        </span>
      </td>
      <td className={styles.figures}>
        <span aria-hidden="true">{[wins, ties, losses].join(' · ')}</span>
        <VisuallyHidden>{t('ratings.outcomes-of', { wins, ties, losses })}</VisuallyHidden>
      </td>
    </tr>
  );
}

import type { Contestant } from '../../contract/contestants.ts';
import type { ContestantId } from '../../contract/ids.ts';
import type { Rated, RatingsInput, StyleFeature } from '../../contract/ratings.ts';
import type { Ballot } from '../ports/vote-repository.ts';
import type { Choice } from '../statistics/choice.ts';
import { measureStyle } from './measure-style.ts';

export type Named = Pick<Contestant, 'id' | 'name' | 'setup' | 'modelName' | 'quantization'>;

/** Who is rated, and what was chosen among them, by numbers. */
export type ArrangedVotes = {
  readonly subjects: readonly Pick<Rated, 'contestantIds' | 'modelId' | 'name'>[];
  readonly choices: readonly Choice[];
  readonly features: readonly StyleFeature[];
};

/**
 * Picks the votes that count, and numbers who stood in them.
 * @param known contestants; votes on others are left out.
 */
export function arrangeVotes(
  votes: readonly Ballot[],
  known: ReadonlyMap<ContestantId, Named>,
  { by, tag, onlyBlind, controlsStyle }: RatingsInput,
): ArrangedVotes {
  const wanted = tag?.toLowerCase() ?? null;
  const counted = votes.filter(
    (vote) =>
      (wanted === null || vote.tags.some((own) => own.toLowerCase() === wanted)) &&
      (vote.isBlind || !onlyBlind) &&
      vote.entries.every(({ contestantId }) => known.has(contestantId)),
  );
  const contestants = new Map(
    counted.flatMap(({ entries }) =>
      entries.flatMap(({ contestantId }) => {
        const contestant = known.get(contestantId);
        return contestant ? [[contestantId, contestant] as const] : [];
      }),
    ),
  );
  const members = Map.groupBy(contestants.values(), ({ id, setup }) => (by === 'model' ? setup.modelId : id));
  const numbers = new Map(
    [...members.values()].flatMap((group, number) => group.map(({ id }) => [id, number] as const)),
  );
  const style = controlsStyle
    ? measureStyle(counted.map(({ entries }) => entries.map(({ textStatistics }) => textStatistics)))
    : { features: [], rounds: [] };
  return {
    subjects: [...members.values()].map((group) => describe(group, by)),
    choices: counted.map((vote, round) => toChoice(vote, numbers, style.rounds[round] ?? [])),
    features: style.features,
  };
}

function describe(group: readonly Named[], by: RatingsInput['by']): ArrangedVotes['subjects'][number] {
  const [first] = group;
  const { name = '', modelName = '', quantization = '' } = first ?? {};
  const isSaid = modelName.toLowerCase().includes(quantization.toLowerCase());
  const model = isSaid ? modelName : `${modelName} ${quantization}`;
  return {
    contestantIds: group.map(({ id }) => id),
    modelId: first?.setup.modelId ?? '',
    name: by === 'model' ? model : name,
  };
}

function toChoice(
  { entries, outcome }: Ballot,
  numbers: ReadonlyMap<ContestantId, number>,
  styles: readonly (readonly number[])[],
): Choice {
  const best = entries.findIndex(({ isBest }) => isBest);
  return {
    entries: entries.map(({ contestantId }, place) => ({
      contestant: numbers.get(contestantId) ?? 0,
      style: styles[place] ?? [],
    })),
    best: outcome === 'best' && best >= 0 ? best : null,
  };
}

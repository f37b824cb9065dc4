import { contestantName } from './compare/contestants/contestant-name.ts';
import { followModels } from './compare/follow-models.ts';
import { createCompareSide, type CompareSide, type CompareSidePorts } from './compare-side.ts';
import type { DraftService } from './drafts/draft-service.ts';
import type { ModelService } from './models/model-service.ts';
import type { Storage } from './ports/repositories.ts';
import { PriceService } from './prices/price-service.ts';
import { RatingsService } from './ratings/ratings-service.ts';
import type { LoadSettingsService } from './runtime/load-settings-service.ts';
import { createVotesSide, type VotesSide, type VotesSidePorts } from './votes-side.ts';

export type ArenaSidePorts = Omit<
  CompareSidePorts,
  'prices' | 'ownLoadSettings' | 'draftSent' | 'roundRevealed' | 'roundTagged'
> &
  Pick<VotesSidePorts, 'csv' | 'host' | 'exchangeFiles'> & {
    readonly storage: Storage;
    readonly models: Pick<ModelService, 'list' | 'onChanged'>;
    readonly loadSettings: Pick<LoadSettingsService, 'of'>;
    readonly drafts: DraftService;
  };

export type ArenaSide = CompareSide & VotesSide & { readonly prices: PriceService; readonly ratings: RatingsService };

/** A part of the composition root: contestants side by side, verdicts on what they said, and what follows from those. */
export function createArenaSide({ models, loadSettings, drafts, ...ports }: ArenaSidePorts): ArenaSide & {
  readonly dispose: () => Promise<void>;
} {
  const { storage, contestants } = ports;
  const prices = new PriceService(storage.prices);
  const compareSide = createCompareSide({
    ...ports,
    prices,
    ownLoadSettings: loadSettings.of.bind(loadSettings),
    draftSent: drafts.changed.bind(drafts),
    roundRevealed: (id) => votesSide.votes.roundRevealed(id),
    roundTagged: (id, tags) => votesSide.votes.roundTagged(id, tags),
  });
  const { compare } = compareSide;
  const votesSide = createVotesSide({
    ...ports,
    nameOf: contestantName,
    isUnderWay: compare.isUnderWay.bind(compare),
    reveal: compare.rounds.reveal.bind(compare.rounds),
    roundChanged: compare.rounds.changed.bind(compare.rounds),
  });
  const ratings = new RatingsService({ votes: storage.votes, contestants, version: () => votesSide.votes.version });
  const stopFollowing = followModels(
    { list: models.list.bind(models), onChanged: models.onChanged.bind(models) },
    compare.contestantsChanged.bind(compare),
  );
  return {
    ...compareSide,
    ...votesSide,
    prices,
    ratings,
    dispose: async () => {
      stopFollowing();
      await Promise.all([compare.dispose(), ratings.dispose()]);
    },
  };
}

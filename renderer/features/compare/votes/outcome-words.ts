import type { VoteOutcome } from '../../../../main/contract/votes.ts';
import type { PlainWordKey } from '../../../i18n/translate.ts';

export const outcomeWords = {
  best: 'votes.outcome-best',
  tie: 'votes.outcome-tie',
  'all-bad': 'votes.outcome-all-bad',
} as const satisfies Readonly<Record<VoteOutcome, PlainWordKey>>;

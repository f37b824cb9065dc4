import type { OverflowPolicy } from '../../../../main/contract/chat-settings.ts';
import type { OverflowOptions } from '../../../../main/contract/context.ts';
import type { MessageId } from '../../../../main/contract/ids.ts';
import { t } from '../../../i18n/translate.ts';

/** What a choice does before the message goes. */
export type OverflowStep =
  | { readonly type: 'policy'; readonly policy: OverflowPolicy }
  | { readonly type: 'summarise'; readonly upToId: MessageId }
  | { readonly type: 'larger'; readonly contextSize: number }
  | { readonly type: 'anyway' };

export type OverflowChoice = {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  readonly step: OverflowStep;
};

/** The ways to go on that would really help, each with what it does in figures; what keeps most stands first. */
export function overflowChoices(options: OverflowOptions): readonly OverflowChoice[] {
  return [
    ...largerChoice(options),
    ...summariseChoice(options),
    ...dropChoice('drop-oldest', options.dropOldest, options.contextSize),
    ...dropChoice('keep-ends', options.keepEnds, options.contextSize),
    ...anywayChoice(options),
  ];
}

function largerChoice({ larger, contextSize }: OverflowOptions): OverflowChoice[] {
  if (larger === null) return [];
  const { contextSize: size, moreBytes: bytes, verdict, isEnough } = larger;
  const words = t(`context.verdict-${verdict}`);
  const detail = t('context.choose-larger-detail', { size, before: contextSize, bytes, verdict: words });
  return [
    {
      id: 'larger',
      label: t('context.choose-larger', { size }),
      detail: isEnough ? detail : `${detail} ${t('context.choose-larger-short')}`,
      step: { type: 'larger', contextSize: size },
    },
  ];
}

function summariseChoice({ summarise }: OverflowOptions): OverflowChoice[] {
  if (summarise === null) return [];
  const { messages: count, tokens, summaryTokens: summary, upToId, isThere } = summarise;
  if (isThere) {
    return [
      {
        id: 'summarise',
        label: t('context.choose-use-summary', { count }),
        detail: t('context.choose-use-summary-detail', { summary }),
        step: { type: 'policy', policy: 'summarise' },
      },
    ];
  }
  return [
    {
      id: 'summarise',
      label: t('context.choose-summarise', { count }),
      detail: t('context.choose-summarise-detail', { tokens, summary }),
      step: { type: 'summarise', upToId },
    },
  ];
}

function dropChoice(
  policy: 'drop-oldest' | 'keep-ends',
  outcome: OverflowOptions['dropOldest'],
  size: number,
): OverflowChoice[] {
  if (outcome === null || !outcome.fits) return [];
  const { leftOutMessages: count, promptTokens: used } = outcome;
  return [
    {
      id: policy,
      label: t(`context.choose-${policy}`),
      detail: t('context.choose-drop-detail', { count, used, size }),
      step: { type: 'policy', policy },
    },
  ];
}

/** A guess forbids nothing: the model itself counts before anything is sent. */
function anywayChoice({ roomForReply: count, isExact }: OverflowOptions): OverflowChoice[] {
  if (count === 0 && isExact) return [];
  return [
    {
      id: 'anyway',
      label: t('context.choose-anyway'),
      detail:
        count === 0 || !isExact ? t('context.choose-anyway-unsure') : t('context.choose-anyway-detail', { count }),
      step: { type: 'anyway' },
    },
  ];
}

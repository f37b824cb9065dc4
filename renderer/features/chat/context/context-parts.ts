import type { ContextUse } from '../../../../main/contract/context.ts';
import { t } from '../../../i18n/translate.ts';

export type ContextPart = {
  readonly kind: 'system' | 'history' | 'draft';
  readonly label: string;
  readonly tokens: number;
};

/** From which share of the context on it is said in colour. */
const warmShare = 0.8;

export type ContextState = 'calm' | 'warm' | 'tight' | 'over';

export function usedTokens({ systemTokens, historyTokens, draftTokens }: ContextUse): number {
  return systemTokens + historyTokens + draftTokens;
}

/** How full the context is. `tight`: it fits, but takes room that is kept for the reply. */
export function contextState(use: ContextUse, contextSize: number): ContextState {
  const used = usedTokens(use);
  if (use.isOver) return 'over';
  if (use.leftOut.length === 0 && used + use.reservedTokens > contextSize) return 'tight';
  return used > contextSize * warmShare ? 'warm' : 'calm';
}

/** What takes the context, in the order it is sent. */
export function contextParts(use: ContextUse): readonly ContextPart[] {
  const hasSummary = use.policy === 'summarise' && use.leftOut.length > 0;
  return [
    { kind: 'system', label: t('context.system'), tokens: use.systemTokens },
    {
      kind: 'history',
      label: t(hasSummary ? 'context.history-summary' : 'context.history'),
      tokens: use.historyTokens,
    },
    {
      kind: 'draft',
      label: t(use.attachments.length > 0 ? 'context.draft-files' : 'context.draft'),
      tokens: use.draftTokens,
    },
  ];
}

/** The figures in a few words. */
export function contextFigures(use: ContextUse, contextSize: number): string {
  const figures = { used: usedTokens(use), size: contextSize };
  if (use.isOver) return t(use.isExact ? 'context.figures-over' : 'context.figures-about-over', figures);
  return t(use.isExact ? 'context.figures' : 'context.figures-about', figures);
}

/** What is not sent, in a sentence; null when everything is. */
export function leftOutSentence({ policy, leftOut }: Pick<ContextUse, 'policy' | 'leftOut'>): string | null {
  const count = leftOut.reduce((sum, { from, to }) => sum + to - from, 0);
  if (count === 0) return null;
  return t(policy === 'summarise' ? 'context.summary-stands' : 'context.will-leave-out', { count });
}

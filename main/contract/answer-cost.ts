import type { Energy } from './answer-figures.ts';
import type { ReplyStats } from './chat.ts';
import type { HostedPrice, PriceTable } from './prices.ts';

/** What an answer would have cost elsewhere, and costs here; amounts in the table's currency. */
export type AnswerCost = {
  readonly price: HostedPrice;
  /** By list price: every prompt token read anew, thoughts billed as the answer is. */
  readonly hosted: number;
  /** Of what was measured; null where nothing was, or a kilowatt-hour has no price. */
  readonly electricity: number | null;
  /**
   * Answers like this one until the computer has paid for itself; `never` when its electricity alone costs as much. Null
   * where the computer has no price.
   */
  readonly breakEven: number | 'never' | null;
};

const joulesPerKwh = 3_600_000;

/**
 * Break-even: computer ÷ (hosted − electricity). Where electricity is not known it is left out, which flatters the computer.
 * Tokens are this model's own: another one divides the same text otherwise.
 * @returns null when no row is chosen.
 */
export function answerCost(
  stats: Pick<ReplyStats, 'promptTokens' | 'replyTokens'>,
  energy: Energy | null,
  { prices, chosenId, electricityPerKwh, computerPrice }: PriceTable,
): AnswerCost | null {
  const price = prices.find(({ id }) => id === chosenId);
  if (price === undefined) return null;
  const hosted = (stats.promptTokens * price.inputPerMillion + stats.replyTokens * price.outputPerMillion) / 1_000_000;
  const electricity =
    energy === null || electricityPerKwh === null ? null : (energy.joules / joulesPerKwh) * electricityPerKwh;
  return { price, hosted, electricity, breakEven: breakEvenOf(computerPrice, hosted, electricity ?? 0) };
}

function breakEvenOf(computerPrice: number | null, hosted: number, electricity: number): AnswerCost['breakEven'] {
  if (computerPrice === null) return null;
  const saved = hosted - electricity;
  // What rounding leaves of two equal amounts is no saving.
  return saved > hosted * 1e-9 ? Math.max(1, Math.round(computerPrice / saved)) : 'never';
}

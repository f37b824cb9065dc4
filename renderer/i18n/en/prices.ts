import type { Words } from '../words.ts';

/** Words of the table of hosted prices. */
export const pricesWords = {
  'prices.title': 'What hosted models cost',
  'prices.what': 'Weighed against',
  'prices.what-why':
    'Comparisons tell what an answer’s tokens would have cost with one of these. List prices for a million tokens, each as of the month beside it, without discounts. Prices change: check yours.',
  'prices.table': 'Prices for a million tokens',
  'prices.chosen': 'Weigh against {name}',
  'prices.none': 'None',
  'prices.none-why': 'Leaves costs out',
  'prices.name': 'Model',
  'prices.input': 'Prompt',
  'prices.output': 'Answer',
  'prices.as-of': 'As of',
  'prices.name-of': 'Name of price {number}',
  'prices.input-of': 'Prompt price of {name}',
  'prices.output-of': 'Answer price of {name}',
  'prices.as-of-of': 'Month in which the price of {name} was looked up',
  'prices.remove': 'Remove {name}',
  'prices.removed': 'Removed the price of {name}',
  'prices.unnamed': 'the new model',
  'prices.add': 'Add a price',
  'prices.reset': 'Reset to how it came',
  'prices.reset-done': 'The table is as it came',
  'prices.currency': 'Currency',
  'prices.currency-why': 'Three letters, as USD. Amounts are not converted when it changes.',
  'prices.electricity': 'Electricity, a kilowatt-hour',
  'prices.electricity-why': 'For what an answer’s energy costs here, where this computer tells it.',
  'prices.computer': 'This computer',
  'prices.computer-why':
    'What it cost, or the part of it that models need. For the number of answers after which it has paid for itself.',
  'prices.left-out': 'Left out',
} as const satisfies Words;

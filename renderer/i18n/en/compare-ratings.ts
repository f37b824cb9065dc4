import type { Words } from '../words.ts';

/** Words of the ratings. */
export const compareRatingsWords = {
  'ratings.filters': 'What is rated',
  'ratings.by': 'Rate by',
  'ratings.by-contestant': 'Contestants',
  'ratings.by-model': 'Models',
  'ratings.tag': 'Only votes with a tag',
  'ratings.any-tag': 'Any tag',
  'ratings.only-blind': 'Blind votes only',
  'ratings.style-control': 'Control for style',
  'ratings.style-control-why':
    'Takes out what length, headings, lists, bold words and code did to your votes, as Chatbot Arena does.',
  'ratings.loading': 'Computing ratings',
  'ratings.votes': { one: 'From {count} vote', other: 'From {count} votes' },
  'ratings.ties': { one: '{count} of them named no best answer', other: '{count} of them named no best answer' },
  'ratings.empty-title': 'Ratings come from your votes',
  'ratings.empty-why':
    'Put two or more contestants side by side, on prompts of your own, and say which answer is best. Each vote makes clearer which one to use; what chance could explain is never called better.',
  'ratings.nothing': 'No vote has all of this.',
  'ratings.show-all': 'Use all votes',

  'ratings.strengths': 'How good each one is',
  'ratings.strengths-why':
    'The dot is how often it would win against an average contestant, ties aside. The bar holds the true value in 95 of 100 cases.',
  'ratings.group': 'Group {number}',
  'ratings.groups-why':
    'These groups never met in a vote, so they cannot be compared. One vote between them joins them.',
  'ratings.place': 'Place',
  'ratings.contestant': 'Contestant',
  'ratings.chance': 'Wins against the average',
  'ratings.outcomes': 'Won · tied · lost',
  'ratings.outcomes-of': '{wins} won, {ties} tied, {losses} lost',
  'ratings.places': '{best}–{worst}',
  'ratings.interval': '{low}–{high}',
  'ratings.estimate': '{chance:percent}, between {low:percent} and {high:percent}',

  'ratings.verdicts': 'Who beats whom',
  'ratings.verdicts-why': 'Each row against each column. The percentage is how often the row would win, ties aside.',
  'ratings.better': 'Better',
  'ratings.worse': 'Worse',
  'ratings.no-difference': 'No difference seen',
  'ratings.not-enough': 'Not enough votes',
  'ratings.more': { one: 'about {count} more needed', other: 'about {count} more needed' },
  'ratings.never-met': 'Never met',
  'ratings.pair-votes': { one: '{count} vote', other: '{count} votes' },
  'ratings.pair-facts': '{chance:percent} · {votes}',
  'ratings.pair-indirect': '{chance:percent} · through others',
  'ratings.number': 'Number {number}: {name}',

  'ratings.other': 'What else moved your votes',
  'ratings.other-why': 'How often an answer would win against an equal one for this alone. 50 % is no effect.',
  'ratings.effect': 'Effect',
  'ratings.effect-chance': 'Wins',
  'ratings.verdict': 'Verdict',
  'ratings.position': 'Standing first instead of last',
  'ratings.position-unknown':
    'Whether the place on the screen mattered cannot be told: the order changed too little. Blind comparisons shuffle it.',
  'ratings.length': 'Longer',
  'ratings.headings': 'More headings',
  'ratings.lists': 'More list items',
  'ratings.bold': 'More bold words',
  'ratings.code': 'More code blocks',
  'ratings.style-unit': 'Form: one standard deviation more than the other answer.',
  'ratings.helps': 'Helped',
  'ratings.hurts': 'Hurt',
  'ratings.no-effect': 'No effect seen',
} as const satisfies Words;

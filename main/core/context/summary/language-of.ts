/** Languages that the app itself can ask a model in. */
export type AskingLanguage = 'en' | 'de' | 'fr' | 'es' | 'it' | 'pt' | 'ru' | 'zh' | 'ja' | 'ko';

/** UTF-16 units that are looked at; enough to know a language by. */
const lookedAt = 4000;
/** A language of Latin letters is known by its smallest words, where they are at least this share of all words. */
const leastShare = 0.08;
/** One letter alone may be a word of many languages. */
const fewestHits = 3;

const smallWords: readonly (readonly [AskingLanguage, ReadonlySet<string>])[] = [
  ['en', words('the and is of to in that it you for with are this was what how not be have can')],
  ['de', words('der die das und ist nicht ich ein eine zu mit für auf den dem sich wie was sie es auch wir')],
  ['fr', words('le la les et est un une des que qui pour dans pas je vous ce il avec sur du au nous')],
  ['es', words('el la los las y es un una que de en por para con no se lo como más pero qué del')],
  ['it', words('il la le e è un una che di in per con non si come più ma della dei sono gli cosa')],
  ['pt', words('o a os as e é um uma que de em para com não se como mais mas do da você são')],
];

/** The language of a text, as far as it is one of ours; English for every other. */
export function languageOf(text: string): AskingLanguage {
  const sample = text.slice(0, lookedAt);
  const letters = sample.match(/\p{L}/gu)?.length ?? 0;
  const isMostly = (pattern: RegExp): boolean => (sample.match(pattern)?.length ?? 0) > letters * 0.3;
  if (letters === 0) return 'en';
  if (isMostly(/\p{Script=Hangul}/gu)) return 'ko';
  if (isMostly(/[\p{Script=Hiragana}\p{Script=Katakana}]/gu)) return 'ja';
  if (isMostly(/\p{Script=Han}/gu)) return 'zh';
  if (isMostly(/\p{Script=Cyrillic}/gu)) return isRussian(sample) ? 'ru' : 'en';
  return byLatinWords(sample);
}

/** Other languages of these letters would take it amiss to be asked in Russian. */
function isRussian(sample: string): boolean {
  return /[ыэъ]/i.test(sample) && !/[іїєґўђјљњћџқңүұһәө]/i.test(sample);
}

function byLatinWords(sample: string): AskingLanguage {
  const all = sample.toLowerCase().match(/\p{L}+/gu) ?? [];
  const scores = smallWords.map(([language, known]) => ({
    language,
    hits: all.filter((word) => known.has(word)).length,
  }));
  const best = scores.reduce((first, second) => (second.hits > first.hits ? second : first));
  return best.hits >= Math.max(fewestHits, all.length * leastShare) ? best.language : 'en';
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

import type { SeededRandom } from '../../../tests/support/gguf/seeded-random.ts';

/** A way of writing: what words are made of, and what stands between them. */
export type SampleLanguage = {
  readonly name: string;
  /** Of a hundred conversations. */
  readonly share: number;
  readonly words: readonly string[];
  readonly between: string;
  readonly end: string;
};

const vocabularySize = 6_000;

type SampleScript = Omit<SampleLanguage, 'words'> & {
  readonly common: string;
  readonly parts: string;
  /** More letters, of scripts that have thousands: so many, this far from each other. */
  readonly letters?: { readonly from: number; readonly count: number; readonly step: number };
};

const scripts: readonly SampleScript[] = [
  {
    name: 'English',
    share: 46,
    common:
      'the of and to in is that it for as with on this be are by or from at an which model can not have was you one all will would how what file code function time value when if your use there data they number could make about into than other some them then these result error request type name list memory',
    parts: 'an tion er in re ment al con pro st ble or de com ing per ness ter ver lo ra mi ta',
    between: ' ',
    end: '. ',
  },
  {
    name: 'German',
    share: 14,
    common:
      'die der und in das den von zu mit sich auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum kann Wort Speicher Modell Frage Antwort größer früher möglich',
    parts: 'ver ung heit ge ab schaft lich keit en über stand ein aus führ ster brü mög zei wör täg',
    between: ' ',
    end: '. ',
  },
  {
    name: 'French',
    share: 8,
    common:
      'le de un être et à il avoir ne je son que se qui ce dans en du elle au pour pas vous par sur faire plus dire me on mon lui nous comme mais pouvoir avec tout modèle réponse mémoire déjà où très',
    parts: 'tion ment ré con é eur pré ble ais que ou ant ir par tre lon ver té mer',
    between: ' ',
    end: '. ',
  },
  {
    name: 'Russian',
    share: 8,
    common:
      'и в не на я быть он с что а по это она этот к но они мы весь который из у то за свой модель ответ память вопрос можно время работа',
    parts: 'про ста ние ход пере ров ель ник ать ост мен при вод тель ска ном раз гла',
    between: ' ',
    end: '. ',
  },
  {
    name: 'Arabic',
    share: 4,
    common: 'في من على إلى أن عن هذا مع كان التي الذي هو ما لا كل بعد قبل أو ذلك نموذج ذاكرة سؤال جواب كلمة وقت عمل',
    parts: 'كت مع رس ال ون ين تر حم سل قد نو عم فر جم بي دا',
    between: ' ',
    end: '. ',
  },
  {
    name: 'Hindi',
    share: 4,
    common: 'है के में की और को से का यह पर एक नहीं हैं कि जो कर हो तो भी था इस अपने लिए मॉडल उत्तर प्रश्न समय शब्द',
    parts: 'कर ना ता वि प्र सम का रा शा मि लो धा यो गा नि',
    between: ' ',
    end: '। ',
  },
  {
    name: 'Chinese',
    share: 9,
    common:
      '的 是 在 不 了 有 和 人 这 中 大 为 上 个 我们 模型 回答 问题 内存 时间 工作 学习 可以 如果 因为 所以 语言 机器 文件 数据 结果',
    parts: '学 习 机 器 数 据 文 件 时 间 语 言 电 脑 程 序 记 忆 问 题 回 答 方 法 世 界 经 济 发 展 国 家 生 活',
    letters: { from: 0x4e00, count: 2400, step: 8 },
    between: '',
    end: '。',
  },
  {
    name: 'Japanese',
    share: 4,
    common:
      'の に は を た が で て と し れ さ ある いる も する から な こと モデル 回答 質問 時間 言語 機械 学習 東京 記憶 ファイル データ',
    parts: '東 京 学 習 機 械 言 語 時 間 カ タ ナ モ デ ル ひ ら が 質 問 記 憶 電 車 駅 店 食',
    letters: { from: 0x4e00, count: 1000, step: 20 },
    between: '',
    end: '。',
  },
  {
    name: 'Korean',
    share: 3,
    common: '이 그 저 것 수 등 및 를 을 에 의 가 은 는 모델 답변 질문 시간 언어 기억 학습 파일 데이터 결과 사용',
    parts: '학 습 모 델 언 어 시 간 기 억 사 람 나 라 문 제 답 변 생 각 하 다',
    letters: { from: 0xac00, count: 900, step: 12 },
    between: ' ',
    end: '. ',
  },
];

/** Languages with thousands of words each: some everybody uses, most of them rare. */
export function sampleLanguages(random: SeededRandom): readonly SampleLanguage[] {
  return scripts.map(({ common, parts, letters, ...script }) => {
    const { from, count, step } = letters ?? { from: 0, count: 0, step: 0 };
    const more = Array.from({ length: count }, (_, index) => String.fromCodePoint(from + index * step));
    const pieces = [...parts.split(' '), ...more];
    const word = (): string =>
      Array.from({ length: 2 + random.below(3) }, () => pieces[random.below(pieces.length)] ?? '').join('');
    const made = new Set(common.split(' '));
    while (made.size < vocabularySize)
      made.add(made.size > vocabularySize * 0.9 ? `${word()}${made.size}` : word() + word());
    return { ...script, words: [...made] };
  });
}

/** By Zipf's law, nearly: the word of rank r comes about once in r. */
export function sampleWord({ words }: SampleLanguage, random: SeededRandom): string {
  const rank = Math.floor((words.length + 1) ** random.next()) - 1;
  return words[Math.min(rank, words.length - 1)] ?? '';
}

/** About so many UTF-16 units of sentences and paragraphs. */
export function sampleText(language: SampleLanguage, random: SeededRandom, length: number): string {
  const parts: string[] = [];
  let soFar = 0;
  while (soFar < length) {
    const word = sampleWord(language, random);
    const isEnd = random.below(14) === 0;
    const gap = isEnd ? (random.below(6) === 0 ? `${language.end.trim()}\n\n` : language.end) : language.between;
    parts.push(word, gap);
    soFar += word.length + gap.length;
  }
  return parts.join('');
}

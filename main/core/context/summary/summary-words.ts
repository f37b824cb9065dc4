import type { AskingLanguage } from './language-of.ts';

/** How a model is asked for a summary. */
export type SummaryWords = {
  /** Before the conversation. */
  readonly ask: string;
  /** After it: what was asked for long ago is forgotten by small models. */
  readonly remind: string;
  readonly person: string;
  readonly reply: string;
  /** Before what an earlier summary told. */
  readonly before: string;
};

/** In the language of the conversation: a model that is asked in another one tends to answer in it. */
export const summaryWords: Readonly<Record<AskingLanguage, SummaryWords>> = {
  en: {
    ask: 'Summarise the following conversation so that it can be continued without its exact words. Keep names, figures, decisions, open questions and wishes about how to answer. Write plain sentences, only the summary.',
    remind: 'Now write the summary, in the language of the conversation.',
    person: 'Person',
    reply: 'Reply',
    before: 'What came before',
  },
  de: {
    ask: 'Fasse das folgende Gespräch so zusammen, dass es ohne den genauen Wortlaut fortgesetzt werden kann. Behalte Namen, Zahlen, Entscheidungen, offene Fragen und Wünsche zur Art der Antworten bei. Schreibe einfache Sätze, nur die Zusammenfassung.',
    remind: 'Schreibe jetzt die Zusammenfassung, auf Deutsch.',
    person: 'Person',
    reply: 'Antwort',
    before: 'Was vorher geschah',
  },
  fr: {
    ask: 'Résume la conversation suivante de façon qu’elle puisse continuer sans ses mots exacts. Garde les noms, les chiffres, les décisions, les questions ouvertes et les souhaits sur la manière de répondre. Écris des phrases simples, uniquement le résumé.',
    remind: 'Écris maintenant le résumé, en français.',
    person: 'Personne',
    reply: 'Réponse',
    before: 'Ce qui précède',
  },
  es: {
    ask: 'Resume la siguiente conversación de modo que pueda continuar sin sus palabras exactas. Conserva nombres, cifras, decisiones, preguntas abiertas y deseos sobre la forma de responder. Escribe frases sencillas, solo el resumen.',
    remind: 'Escribe ahora el resumen, en español.',
    person: 'Persona',
    reply: 'Respuesta',
    before: 'Lo anterior',
  },
  it: {
    ask: 'Riassumi la conversazione seguente in modo che possa continuare senza le parole esatte. Conserva nomi, cifre, decisioni, domande aperte e desideri su come rispondere. Scrivi frasi semplici, solo il riassunto.',
    remind: 'Scrivi ora il riassunto, in italiano.',
    person: 'Persona',
    reply: 'Risposta',
    before: 'Ciò che precede',
  },
  pt: {
    ask: 'Resuma a conversa seguinte de modo que possa continuar sem as palavras exatas. Mantenha nomes, números, decisões, perguntas em aberto e desejos sobre a forma de responder. Escreva frases simples, apenas o resumo.',
    remind: 'Escreva agora o resumo, em português.',
    person: 'Pessoa',
    reply: 'Resposta',
    before: 'O que veio antes',
  },
  ru: {
    ask: 'Изложи следующий разговор кратко, чтобы его можно было продолжить без точных слов. Сохрани имена, числа, решения, открытые вопросы и пожелания к ответам. Пиши простыми предложениями, только само изложение.',
    remind: 'Теперь напиши краткое изложение, по-русски.',
    person: 'Человек',
    reply: 'Ответ',
    before: 'Что было раньше',
  },
  zh: {
    ask: '请概括下面的对话，使其无需原文也能继续。保留人名、数字、决定、未解决的问题以及对回答方式的要求。用简单的句子，只写概括。',
    remind: '现在请用中文写出概括。',
    person: '用户',
    reply: '回答',
    before: '此前的内容',
  },
  ja: {
    ask: '次の会話を、元の言葉がなくても続けられるように要約してください。名前、数字、決定、未解決の質問、答え方についての希望を残してください。簡単な文で、要約だけを書いてください。',
    remind: 'では、日本語で要約を書いてください。',
    person: '利用者',
    reply: '返答',
    before: 'これまでの内容',
  },
  ko: {
    ask: '다음 대화를 원래 말이 없어도 이어 갈 수 있도록 요약하세요. 이름, 숫자, 결정, 열린 질문, 답변 방식에 대한 바람을 남기세요. 쉬운 문장으로 요약만 쓰세요.',
    remind: '이제 한국어로 요약을 쓰세요.',
    person: '사용자',
    reply: '답변',
    before: '이전 내용',
  },
};

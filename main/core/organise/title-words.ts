import type { AskingLanguage } from '../context/summary/language-of.ts';

/** What a model is asked for a title with: in the language of the conversation, so that it answers in it. */
export const titleRequests: Readonly<Record<AskingLanguage, string>> = {
  en: 'Write a title for this conversation: at most six words, in the language of the conversation. Answer with the title alone.',
  de: 'Schreibe einen Titel für dieses Gespräch: höchstens sechs Wörter, auf Deutsch. Antworte nur mit dem Titel.',
  fr: 'Écris un titre pour cette conversation : six mots au plus, en français. Réponds seulement par le titre.',
  es: 'Escribe un título para esta conversación: seis palabras como máximo, en español. Responde solo con el título.',
  it: 'Scrivi un titolo per questa conversazione: al massimo sei parole, in italiano. Rispondi solo con il titolo.',
  pt: 'Escreva um título para esta conversa: no máximo seis palavras, em português. Responda apenas com o título.',
  ru: 'Напиши заголовок этого разговора: не больше шести слов, по-русски. Ответь только заголовком.',
  zh: '给这段对话写一个标题：不超过十个字，用中文。只回答标题。',
  ja: 'この会話に題名を付けてください。日本語で二十文字以内。題名だけを答えてください。',
  ko: '이 대화의 제목을 써 주세요. 한국어로 여섯 단어 이내로, 제목만 답하세요.',
};

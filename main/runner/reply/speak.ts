import type { Token } from 'node-llama-cpp';
import { ContextFullError } from '../load-model.ts';
import { lookAtOpening, type Opening } from './opening-look.ts';
import { replyTokens, StoppedWaiting, type ReplyTokens } from './reply-tokens.ts';
import { createSpeaker, type Speaker, type Speech, type Spoken, type StopReason } from './speaker.ts';

/**
 * The reply, token by token, from what `prefill` left of the prompt. With a form:
 *
 *   opening ──the mark of thoughts──▶ thoughts ──closing mark, or their budget is spent──▶ answer, held to the form
 *      └──anything else: it is taken back, and chosen again within the form─────────────────▲
 */
export async function speak(speech: Speech): Promise<Spoken> {
  const speaker = createSpeaker(speech);
  try {
    return speaker.end(await say(speech, speaker));
  } catch (error) {
    if (error instanceof ContextFullError) return speaker.end('context-full');
    if (error instanceof StoppedWaiting) return speaker.end('stopped');
    if (speaker.isHeld && isNothingLeft(error)) return speaker.end('end');
    throw error;
  }
}

async function say(speech: Speech, speaker: Speaker): Promise<StopReason> {
  const { loaded, prompt } = speech;
  const begin = (): ReplyTokens =>
    replyTokens(loaded, prompt.tokens.slice(loaded.sequence.nextTokenIndex), speaker.options, speech.signal);
  let source = begin();
  try {
    const looked = speaker.isLooking ? await lookAhead(speech, source) : [];
    speaker.stopLooking();
    if (looked === null) {
      await source.return();
      await loaded.sequence.adaptStateToTokens(prompt.tokens.slice(0, -1), false);
      source = begin();
    }
    return await follow(source, speaker, looked ?? []);
  } finally {
    await source.return();
  }
}

/** @param looked tokens that were chosen already; all but the last one are in the state. */
async function follow(source: ReplyTokens, speaker: Speaker, looked: readonly Token[]): Promise<StopReason> {
  let ending: StopReason | null = null;
  for (const token of looked) ending ??= speaker.take(token);
  let last = looked.at(-1);
  while (ending === null) {
    const inserted = last === undefined ? [] : speaker.insertion();
    if (typeof inserted === 'string') return inserted;
    for (const token of inserted) ending ??= speaker.take(token);
    if (ending !== null) break;
    const next = await source.next(last === undefined || inserted.length === 0 ? undefined : [last, ...inserted]);
    if (next.done === true) return 'end';
    last = next.value;
    ending = speaker.take(last);
  }
  return ending;
}

/** Marks are a few tokens where they are no token of their own. */
const longestLook = 16;

/** @returns the first tokens when they open thoughts, else null. */
async function lookAhead({ loaded }: Speech, source: ReplyTokens): Promise<Token[] | null> {
  const { style, vocabulary } = loaded.promptTemplate;
  const tokens: Token[] = [];
  let opening: Opening = 'undecided';
  while (style !== null && opening === 'undecided' && tokens.length < longestLook) {
    const next = await source.next();
    if (next.done === true) break;
    tokens.push(next.value);
    const text = vocabulary.describe(tokens).map((token) => token.text);
    opening = lookAtOpening(text.join(''), style);
  }
  return opening === 'thought' ? tokens : null;
}

/** A form that is complete, in a model that has no token to end a reply with. */
function isNothingLeft(error: unknown): boolean {
  return error instanceof Error && error.message === 'Failed to sample next token';
}

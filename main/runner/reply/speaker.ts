import type { Token } from 'node-llama-cpp';
import type { DeltaCoalescer } from '../delta-coalescer.ts';
import { knownTokens } from '../known-tokens.ts';
import type { LoadedSequence } from '../load-model.ts';
import type { DoneReport, GenerateCommand } from '../protocol.ts';
import { roomForReply } from '../render-prompt.ts';
import type { RenderedPrompt } from '../template/prompt-template.ts';
import { closeThought } from '../template/reasoning-style.ts';
import { createTokenText } from '../template/token-text.ts';
import type { ReplyForm } from './reply-form.ts';
import { createReplyPieces, type ReplyPieces } from './reply-pieces.ts';
import type { ReplyOptions } from './reply-tokens.ts';
import { createRecentTokens, samplerOptions } from './sampler-options.ts';
import { createThoughtWatch, type ThoughtWatch } from './thought-watch.ts';

export type StopReason = DoneReport['stopReason'];
export type Speech = {
  readonly loaded: LoadedSequence;
  readonly command: Pick<GenerateCommand, 'sampling' | 'shape' | 'prefix'>;
  readonly prompt: RenderedPrompt;
  readonly form: ReplyForm | null;
  readonly signal: AbortSignal;
  readonly deltas: DeltaCoalescer;
};
export type Spoken = {
  readonly stopReason: StopReason;
  /** All tokens: the one that ended the reply, and marks that were put in. */
  readonly count: number;
  /** Those of what is shown, with those the reply began with; null when it ends inside a token. */
  readonly tokens: readonly Token[] | null;
  readonly thoughts: ThoughtWatch['figures'];
  /** The thoughts were ended for having had their tokens. */
  readonly isReasoningCut: boolean;
};

/** What becomes of a reply's tokens, one after the other. */
export type Speaker = {
  readonly options: ReplyOptions;
  /** The next token is held to the form. */
  readonly isHeld: boolean;
  /** Whether the first tokens are looked at before they count: they may open thoughts, which no form is for. */
  readonly isLooking: boolean;
  stopLooking(): void;
  /** @returns why the reply ends with this token; null when it goes on. */
  take(token: Token): StopReason | null;
  /** Tokens to put in behind the last one, all or none of them; why the reply ends when they do not fit. */
  insertion(): readonly Token[] | StopReason;
  end(stopReason: StopReason): Spoken;
};

export function createSpeaker(speech: Speech): Speaker {
  const { loaded, command, prompt, form, signal } = speech;
  const { style, vocabulary } = loaded.promptTemplate;
  const { sampling } = command;
  const { contextSize } = loaded.context;
  const pieces = piecesOf(speech);
  const thoughts = thoughtsOf(speech);
  const recent = createRecentTokens(prompt.tokens, Math.min(sampling.repeat.lastTokens, contextSize));
  const limit = limitOf(speech);
  const said: Token[] = [];
  let isLooking = mayOpenThoughts(speech, pieces);
  let isReasoningCut = false;
  let hasJustClosed = false;
  const isHeld = (): boolean => {
    if (form === null || pieces.place === 'thought') return false;
    return pieces.place === 'answer' || (style?.isChannels !== true && !isLooking);
  };
  const insertedMarks = (): string => {
    if (style === null) return '';
    if (pieces.place === 'thought' && thoughts.isSpent && pieces.isSettled) {
      isReasoningCut = true;
      return closeThought(style);
    }
    // The model would say these line ends, which the form may not know.
    return form !== null && hasJustClosed && style.hasLineEnds ? '\n\n' : '';
  };
  const grammar: ReplyOptions = form === null ? {} : { grammarEvaluationState: () => (isHeld() ? form : undefined) };

  return {
    options: { ...samplerOptions(sampling, recent, contextSize), ...grammar },
    get isHeld() {
      return isHeld();
    },
    get isLooking() {
      return isLooking;
    },
    stopLooking: () => void (isLooking = false),
    take(token) {
      const before = pieces.place;
      said.push(token);
      if (loaded.model.isEogToken(token)) return 'end';
      recent.push(token);
      const ending = pieces.push(token);
      thoughts.saw(before, pieces.place);
      hasJustClosed = before === 'thought' && pieces.place === 'between';
      if (ending !== null) return ending;
      if (signal.aborted) return 'stopped';
      return said.length >= limit.tokens ? limit.reason : null;
    },
    insertion() {
      const marks = insertedMarks();
      if (marks === '') return [];
      const tokens = vocabulary.tokenizeNext(marks);
      return said.length + tokens.length < limit.tokens ? tokens : limit.reason;
    },
    end(stopReason) {
      pieces.finish(stopReason === 'end' || stopReason === 'stop-text');
      const shown = stopReason === 'stop-text' ? pieces.shownTokens() : said.length;
      const tokens = shown === null || prompt.given === null ? null : [...prompt.given, ...said.slice(0, shown)];
      return { stopReason, count: said.length, tokens, thoughts: thoughts.figures, isReasoningCut };
    },
  };
}

function piecesOf({ loaded, command, prompt, deltas }: Speech): ReplyPieces {
  const tokenText = createTokenText(loaded.model);
  // A character may have been begun by the last of the given tokens.
  for (const token of knownTokens(loaded.model, command.prefix?.tokens) ?? []) tokenText.push(token);
  const { promptTemplate: template } = loaded;
  return createReplyPieces({ template, beginning: prompt.beginning, tokenText, stops: command.sampling.stop, deltas });
}

function thoughtsOf({ loaded, command: { shape, prefix } }: Speech): ThoughtWatch {
  const { budgetTokens } = shape.reasoning;
  const given = prefix === null || budgetTokens === null ? '' : prefix.reasoning;
  const givenTokens = given === '' ? 0 : loaded.promptTemplate.vocabulary.tokenizeWords(given).length;
  return createThoughtWatch(budgetTokens, givenTokens);
}

/** A template that was told not to think has closed the thoughts in its prompt, if it heeds that. */
function mayOpenThoughts({ loaded, command, form }: Speech, { place }: ReplyPieces): boolean {
  const { style } = loaded.promptTemplate;
  if (form === null || style === null || style.isChannels || place !== 'start') return false;
  return command.shape.reasoning.isOn !== false;
}

type Limit = { readonly tokens: number; readonly reason: StopReason };

function limitOf({ loaded, command, prompt }: Speech): Limit {
  const { maxTokens } = command.sampling;
  const room = roomForReply(loaded, prompt);
  return maxTokens !== null && maxTokens <= room
    ? { tokens: maxTokens, reason: 'max-tokens' }
    : { tokens: room, reason: 'context-full' };
}

import type { AppErrorData } from '../../../main/contract/errors.ts';
import type { Confidence, ScoredToken, TokenViewEvent } from '../../../main/contract/token-view.ts';

/**
 * What is known of a reply's tokens.
 *
 *   working ──tokens──▶ working ──done──▶ done
 *      ├──────▶ unavailable   the model is not loaded, or there is nothing to judge
 *      └──────▶ failed        an expected failure, with its words
 */
export type TokenView =
  | {
      readonly status: 'working';
      readonly phase: 'loading' | 'evaluating';
      readonly fraction: number;
      readonly tokens: readonly ScoredToken[];
    }
  | {
      readonly status: 'done';
      readonly tokens: readonly ScoredToken[];
      readonly confidence: Confidence;
      readonly isExact: boolean;
    }
  | { readonly status: 'unavailable'; readonly why: Extract<TokenViewEvent, { type: 'unavailable' }>['why'] }
  | { readonly status: 'failed'; readonly error: AppErrorData };

export const tokensToCome: TokenView = { status: 'working', phase: 'evaluating', fraction: 0, tokens: [] };

/** Applies one event of `tokens.view`. Groups come in order; one that does not fit is a fault and changes nothing. */
export function reduceTokenView(view: TokenView, event: TokenViewEvent): TokenView {
  if (event.type === 'unavailable') return { status: 'unavailable', why: event.why };
  if (view.status !== 'working') return view;
  switch (event.type) {
    case 'progress':
      return { ...view, phase: event.phase, fraction: event.fraction };
    case 'tokens':
      return event.start === view.tokens.length ? { ...view, tokens: [...view.tokens, ...event.tokens] } : view;
    case 'done':
      return { status: 'done', tokens: view.tokens, confidence: event.confidence, isExact: event.isExact };
  }
}

import type { ConversationId, MessageId } from '../../contract/ids.ts';
import type { PlanPorts } from '../chat/plan-reply.ts';
import type { PathMessage } from '../context/path-message.ts';
import { languageOf } from '../context/summary/language-of.ts';
import type { GenerateResult, LoadedRunner } from '../ports/runner-pool.ts';
import { cleanTitle } from './clean-title.ts';
import { titleRequests } from './title-words.ts';

/** Tokens; what is not ended by then is no title. */
const mostTokens = 40;

export type TitleInput = {
  readonly runner: LoadedRunner;
  readonly conversationId: ConversationId;
  /** Ends with a reply. */
  readonly path: readonly PathMessage[];
  readonly signal: AbortSignal;
  /** For measurements. */
  readonly onResult?: (result: GenerateResult) => void;
};

/**
 * Asks for a title as the conversation's next turn, made exactly as a reply would be: so the model has read nearly all of
 * it already, and the person's own next turn finds everything but the request still read.
 * @returns null when what came is no title.
 * @throws as `PlanPorts.planContext` and `LoadedRunner.generate`.
 */
export async function writeTitle(input: TitleInput, ports: PlanPorts): Promise<string | null> {
  const { runner, conversationId, path, signal } = input;
  const { settings, systemPrompt } = ports.resolveChat(conversationId, runner.modelId);
  const request = titleRequests[languageOf(path.map(({ text }) => text).join('\n'))];
  const asked: PathMessage = {
    place: path.length,
    messageId: `title-${conversationId}` as MessageId,
    role: 'user',
    text: request,
    reasoning: '',
    attachments: [],
    summary: null,
  };
  // The settings decide the prompt's beginning too: only what comes after it may differ.
  const brief = { ...settings, reasoning: { ...settings.reasoning, budgetTokens: 0 } };
  const { turns, context } = await ports.planContext(
    { runner, path: [...path, asked], systemPrompt, settings: brief, prefix: null },
    signal,
  );
  signal.throwIfAborted();
  // Where nothing but the request has room, there is nothing to name, and what the model has read would go for it.
  if (context.sentMessages < 2) return null;
  let written = '';
  const result = await runner.generate(
    {
      turns,
      sampling: { ...settings.sampling, temperature: 0.3, maxTokens: mostTokens, stop: [], seed: 0 },
      shape: {
        reasoning: brief.reasoning,
        templateVariables: settings.templateVariables,
        structure: { kind: 'none' },
      },
      prefix: null,
    },
    {
      signal,
      onEvent: (event) => {
        if (event.type === 'delta' && event.kind === 'text') written += event.text;
      },
    },
  );
  input.onResult?.(result);
  // Some go on after the title: its line is whole all the same.
  const isWhole = result.stopReason === 'end' || /\S[^\n]*\n/.test(written);
  if (!isWhole) return null;
  return cleanTitle(written, [request, path[0]?.text ?? '']);
}

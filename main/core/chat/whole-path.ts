import { messageText } from '../context/message-text.ts';
import type { ContextInput, PlannedContext } from './plan-reply.ts';
import { turnsFrom } from './turns.ts';

/** Sends the whole path. @throws AppError `context-overflow` by the runner, when it does not fit; `runner-*`. */
export async function planWholePath(input: ContextInput): Promise<PlannedContext> {
  const { runner, path, systemPrompt, settings, prefix } = input;
  const said = turnsFrom(path.map((message) => ({ ...message, text: messageText(message) })));
  const turns = systemPrompt === '' ? said : [{ role: 'system' as const, text: systemPrompt }, ...said];
  const { tokenCount } = await runner.render(turns, settings, prefix);
  const { contextSize } = runner.info;
  const context = {
    policy: settings.overflow,
    contextSize,
    promptTokens: tokenCount,
    sentMessages: path.length,
    leftOut: [],
    summaryId: null,
  };
  return { turns, context };
}

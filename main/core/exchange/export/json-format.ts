import { exchangeFormat, exchangeVersion, type ExchangeConversation } from '../../../contract/exchange-file.ts';
import type { ExportContext, ExportFormatWriter } from './export-format.ts';

/** Everything, a conversation a line; what a reader needs to know first stands first. */
export function jsonFormat({ appVersion, exportedAtMs, projects }: ExportContext): ExportFormatWriter {
  const head = JSON.stringify({
    format: exchangeFormat,
    version: exchangeVersion,
    exportedAtMs,
    appVersion,
    projects: [...projects.values()],
  });
  return {
    opening: `${head.slice(0, -1)},"conversations":[\n`,
    between: ',\n',
    closing: '\n]}\n',
    write: (conversation: ExchangeConversation) => ({
      pieces: piecesOf(conversation),
      messages: conversation.messages.length,
      lines: 0,
      leftOut: [],
    }),
  };
}

function* piecesOf({ messages, ...conversation }: ExchangeConversation): Generator<string> {
  yield `${JSON.stringify(conversation).slice(0, -1)},"messages":[`;
  for (const [index, message] of messages.entries()) yield `${index === 0 ? '' : ','}${JSON.stringify(message)}`;
  yield ']}';
}

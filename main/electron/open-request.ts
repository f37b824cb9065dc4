import { isAbsolute, extname } from 'node:path';
import { conversationIdSchema, modelIdSchema, type ConversationId, type ModelId } from '../contract/ids.ts';

export const deepLinkScheme = 'counterweight';

/** What the outside world may ask the page to show. The page decides; a file is only ever offered for import. */
export type OpenRequest =
  | { readonly kind: 'conversation'; readonly conversationId: ConversationId }
  | { readonly kind: 'model'; readonly modelId: ModelId }
  | { readonly kind: 'model-file'; readonly path: string };

const longestArgument = 4_096;

/** Reads `counterweight://conversation/ID` and `counterweight://model/ID`. Ids only: null for anything else. */
export function parseDeepLink(address: string): OpenRequest | null {
  const match = /^counterweight:\/\/(conversation|model)\/([A-Za-z0-9_-]{1,64})\/?$/.exec(address);
  if (!match) return null;
  if (match[1] === 'conversation') {
    const id = conversationIdSchema.safeParse(match[2]);
    return id.success ? { kind: 'conversation', conversationId: id.data } : null;
  }
  const id = modelIdSchema.safeParse(match[2]);
  return id.success ? { kind: 'model', modelId: id.data } : null;
}

/** An absolute path to a `.gguf` file, as the system hands it over when a person opens one; null for anything else. */
export function parseModelFile(path: string): OpenRequest | null {
  if (path.length > longestArgument || path.includes('\0') || !isAbsolute(path)) return null;
  // A share on another machine would be contacted just by looking at the path.
  if (path.startsWith('\\\\') || path.startsWith('//')) return null;
  return extname(path).toLowerCase() === '.gguf' ? { kind: 'model-file', path } : null;
}

/** The first thing in a hostile command line that is a link or a model file; every switch is ignored. */
export function parseArguments(argv: readonly string[]): OpenRequest | null {
  for (const argument of argv.slice(1)) {
    if (argument.startsWith('-') || argument.length > longestArgument) continue;
    const request = parseDeepLink(argument) ?? parseModelFile(argument);
    if (request) return request;
  }
  return null;
}

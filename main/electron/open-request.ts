import { isAbsolute, extname } from 'node:path';
import { repoIdSchema, repoPathSchema } from '../contract/hub.ts';
import { conversationIdSchema, modelIdSchema } from '../contract/ids.ts';
import type { OpenRequest } from '../contract/open-request.ts';

export const deepLinkScheme = 'counterweight';

const longestArgument = 4_096;

/**
 * Reads `counterweight://conversation/ID`, `counterweight://model/ID` and `counterweight://model?repo=ID&file=PATH`.
 * Ids only: null for anything else.
 */
export function parseDeepLink(address: string): OpenRequest | null {
  if (/^counterweight:\/\/model\/?\?/.test(address)) return parseHubLink(address);
  const match = /^counterweight:\/\/(conversation|model)\/([A-Za-z0-9_-]{1,64})\/?$/.exec(address);
  if (!match) return null;
  if (match[1] === 'conversation') {
    const id = conversationIdSchema.safeParse(match[2]);
    return id.success ? { kind: 'conversation', conversationId: id.data } : null;
  }
  const id = modelIdSchema.safeParse(match[2]);
  return id.success ? { kind: 'model', modelId: id.data } : null;
}

function parseHubLink(address: string): OpenRequest | null {
  if (address.length > longestArgument || address.includes('#')) return null;
  const query = new URLSearchParams(address.slice(address.indexOf('?') + 1));
  const isKnown = [...query.keys()].every((key) => key === 'repo' || key === 'file');
  const repo = repoIdSchema.safeParse(query.get('repo'));
  const file = query.has('file') ? repoPathSchema.safeParse(query.get('file')) : { success: true, data: null };
  // Twice the same key would let two readers understand two things.
  const isOnce = query.getAll('repo').length === 1 && query.getAll('file').length <= 1;
  if (!isKnown || !isOnce || !repo.success || !file.success) return null;
  return { kind: 'hub-model', repo: repo.data, file: file.data ?? null };
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

import { z } from 'zod';
import { AppError } from '../contract/errors.ts';
import { hubError } from '../core/hub-error.ts';
import type { DescribedFile } from '../core/ports/blob-fetcher.ts';
import type { Network } from '../core/ports/network.ts';
import type { HubAccess } from '../core/ports/hub-access.ts';
import { hubHeaders } from './hub-access.ts';

const revisionSchema = z.object({ sha: z.string().regex(/^[0-9a-f]{40,64}$/) });
const pathsSchema = z.array(
  z.object({
    path: z.string(),
    size: z.number().int().nonnegative(),
    lfs: z.object({ oid: z.string().regex(/^[0-9a-f]{64}$/), size: z.number().int().nonnegative() }).optional(),
  }),
);

/** Large enough for the longest lists of the largest repositories. */
const maxBytes = 16 * 1024 * 1024;

export type DescribeRequest = { readonly repo: string; readonly revision: string; readonly paths: readonly string[] };

/**
 * Pins a revision to its commit and asks for sizes and checksums, in the order of the paths.
 * @throws AppError `hub-*`, `network-*`, `download-unverifiable`.
 */
export async function describeFiles(
  network: Network,
  access: HubAccess,
  request: DescribeRequest,
  options: { readonly signal: AbortSignal; readonly silenceMs: number },
): Promise<{ readonly commit: string; readonly files: readonly DescribedFile[] }> {
  const base = `${access.origin()}/api/models/${request.repo}`;
  const ask = async (url: string, body?: string): Promise<unknown> => {
    const headers = {
      ...hubHeaders(access, url),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const method = body === undefined ? ('GET' as const) : ('POST' as const);
    const answer = await network.read(
      { url, method, headers, maxRedirects: 3, ...options, ...(body === undefined ? {} : { body }) },
      maxBytes,
    );
    if (answer.status !== 200) throw hubError(answer, { repo: request.repo });
    return parseJson(answer.body);
  };
  const { sha: commit } = shaped(revisionSchema, await ask(`${base}/revision/${encodeURIComponent(request.revision)}`));
  const found = shaped(
    pathsSchema,
    await ask(`${base}/paths-info/${commit}`, JSON.stringify({ paths: request.paths })),
  );
  const files = request.paths.map((path) => {
    const entry = found.find((candidate) => candidate.path === path);
    if (!entry) throw new AppError('hub-not-found', { what: path });
    // In an address such a path would be another one: that of anything on the Hub.
    if (/(^|\/)\.{1,2}(\/|$)/.test(path)) throw new AppError('hub-malformed', { detail: 'a path that leads upwards' });
    if (!entry.lfs) throw new AppError('download-unverifiable', { file: path });
    return { path, sizeBytes: entry.lfs.size, sha256: entry.lfs.oid };
  });
  return { commit, files };
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(body)) as unknown;
  } catch {
    throw malformed('not JSON');
  }
}

function shaped<Shape>(schema: z.ZodType<Shape>, value: unknown): Shape {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw malformed(parsed.error.issues[0]?.path.join('.') ?? 'unexpected shape');
}

/** A proxy's page in place of the Hub's answer passes with the proxy. */
function malformed(detail: string): AppError {
  return new AppError('hub-malformed', { detail }, { isRetryable: true });
}

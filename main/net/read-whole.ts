import { AppError } from '../contract/errors.ts';
import type { BodySink, NetworkAnswer, NetworkRequest, WholeAnswer } from '../core/ports/network.ts';

/**
 * Collects a body, and gives up as soon as it is or promises to be longer than `maxBytes`.
 * @throws AppError `network-oversized`.
 */
export async function readWhole(
  request: NetworkRequest,
  maxBytes: number,
  stream: (sink: BodySink) => Promise<NetworkAnswer>,
): Promise<WholeAnswer> {
  let chunks: Uint8Array[] = [];
  let receivedBytes = 0;
  const refuseAbove = (bytes: number): void => {
    if (bytes <= maxBytes) return;
    chunks = [];
    throw new AppError('network-oversized', { host: new URL(request.url).host, limitBytes: maxBytes });
  };
  const answer = await stream({
    begin: ({ headers }) => {
      if (request.method !== 'HEAD') refuseAbove(Number(headers['content-length'] ?? 0));
    },
    take: (bytes) => {
      receivedBytes += bytes.length;
      refuseAbove(receivedBytes);
      chunks.push(bytes);
    },
  });
  return { ...answer, body: Buffer.concat(chunks) };
}

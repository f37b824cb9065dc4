import type { Dispatcher } from 'undici';
import type { BodySink, NetworkAnswer, NetworkRequest } from '../core/ports/network.ts';

export type ExchangeTraffic = { receivedBytes: number; status: number | null };

/**
 * One request and its answer over a dispatcher, without redirects. Uses undici's lowest level: pieces of the body
 * reach the sink as the socket delivered them, not copied and not queued.
 */
export function exchange(
  dispatcher: Dispatcher,
  request: NetworkRequest & { readonly silenceMs: number },
  sink: BodySink,
  traffic: ExchangeTraffic,
): Promise<NetworkAnswer> {
  const url = new URL(request.url);
  const { promise, resolve, reject } = Promise.withResolvers<NetworkAnswer>();
  let controller: Dispatcher.DispatchController | undefined;
  let answer: NetworkAnswer | undefined;
  let isOver = false;

  const finish = (error: unknown): void => {
    if (isOver) return;
    isOver = true;
    request.signal?.removeEventListener('abort', onAbort);
    if (error === null && answer) resolve(answer);
    else reject(error);
  };
  const fail = (error: unknown): void => {
    finish(error);
    // Before the connection exists there is no controller yet: `onRequestStart` ends the request then.
    controller?.abort(error instanceof Error ? error : new Error(String(error)));
  };
  const onAbort = (): void => fail(request.signal?.reason);

  if (request.signal?.aborted) {
    finish(request.signal.reason);
    return promise;
  }
  request.signal?.addEventListener('abort', onAbort);

  const handler: Dispatcher.DispatchHandler = {
    onRequestStart(started) {
      controller = started;
      if (isOver) started.abort(new Error('given up before it began'));
    },
    onResponseStart(started, status, headers) {
      // 1xx answers precede the real one.
      if (status < 200 || isOver) return;
      traffic.status = status;
      answer = { status, headers: flatten(headers), url: request.url };
      attempt(
        () => answer && sink.begin(answer, { pause: () => started.pause(), resume: () => started.resume() }),
        fail,
      );
    },
    onResponseData(_controller, chunk) {
      traffic.receivedBytes += chunk.length;
      if (!isOver) attempt(() => sink.take(chunk), fail);
    },
    onResponseEnd: () => finish(null),
    onResponseError: (_controller, error) => finish(error),
  };
  attempt(
    () =>
      dispatcher.dispatch(
        {
          origin: url.origin,
          path: url.pathname + url.search,
          method: request.method ?? 'GET',
          headers: { ...request.headers },
          body: request.body ?? null,
          headersTimeout: request.silenceMs,
          bodyTimeout: request.silenceMs,
        },
        handler,
      ),
    fail,
  );
  return promise;
}

function attempt(action: () => unknown, onError: (error: unknown) => void): void {
  try {
    action();
  } catch (error) {
    onError(error);
  }
}

function flatten(headers: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const flat: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(', ') : value;
  }
  return flat;
}

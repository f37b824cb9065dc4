import { Agent, EnvHttpProxyAgent, ProxyAgent, type Dispatcher } from 'undici';
import type { ProxySetting } from '../core/ports/network.ts';
import { maxHeaderBytes } from './network-errors.ts';

/** Connections for one proxy setting. How many are open at once is for the callers to bound. */
export function createDispatcher(proxy: ProxySetting): Dispatcher {
  const options = {
    maxHeaderSize: maxHeaderBytes,
    connectTimeout: 10_000,
    keepAliveTimeout: 10_000,
    // One request a connection at a time: a slow body must not hold up the next answer.
    pipelining: 1,
    connect: { autoSelectFamily: true },
  };
  if (proxy === 'none') return new Agent(options);
  if (proxy === 'system') return new EnvHttpProxyAgent(options);
  return new ProxyAgent({ ...options, uri: proxy.address });
}

import { describe, expect, it } from 'vitest';
import { portOfMessage } from '../../../renderer/api/bridge.ts';
import { nextConnection, retryDelayMs } from '../../../renderer/api/connection.ts';

describe('portOfMessage', () => {
  const page = { name: 'page' };
  const { port1 } = new MessageChannel();
  const message = (changes: Partial<Record<'source' | 'data' | 'ports', unknown>>): MessageEvent =>
    ({ source: page, data: { type: 'counterweight:port' }, ports: [port1], ...changes }) as unknown as MessageEvent;

  // Would catch: a frame or an opener handing the page a port of its own, and so becoming its back end.
  it('takes a port only from this window, of our type, and alone', () => {
    const messages = [
      message({}),
      message({ source: { name: 'another' } }),
      message({ data: { type: 'other' } }),
      message({ data: null }),
      message({ ports: [] }),
      message({ ports: [port1, port1] }),
    ];
    expect(messages.map((event) => portOfMessage(event, page) === port1)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
    ]);
  });
});

describe('connection', () => {
  // Would catch: “Reconnecting…” shown at every start, before there was anything to lose.
  it('is lost only after it was open', () => {
    expect([
      nextConnection('connecting', 'closed'),
      nextConnection('connecting', 'opened'),
      nextConnection('open', 'closed'),
      nextConnection('lost', 'closed'),
      nextConnection('lost', 'opened'),
    ]).toEqual(['connecting', 'open', 'lost', 'lost', 'open']);
  });

  it('is tried again at once, then slower, at least every 5 s', () => {
    expect([0, 1, 2, 3, 4, 5, 20].map(retryDelayMs)).toEqual([0, 500, 1000, 2000, 4000, 5000, 5000]);
  });
});

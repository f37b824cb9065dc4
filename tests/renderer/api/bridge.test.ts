import { describe, expect, it } from 'vitest';
import { openRequestOfMessage, portOfMessage } from '../../../renderer/api/bridge.ts';
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

describe('openRequestOfMessage', () => {
  const page = { name: 'page' };
  const asked = (request: unknown, changes: Partial<Record<'source' | 'type', unknown>> = {}): unknown => {
    const data = { type: changes.type ?? 'counterweight:open', request };
    return openRequestOfMessage({ source: changes.source ?? page, data } as unknown as MessageEvent, page);
  };

  // Would catch: a link whose parser lets through what no address of the app may hold.
  it('takes the four kinds, each with what it may name', () => {
    const requests = [
      { kind: 'conversation', conversationId: 'a_B-9' },
      { kind: 'model', modelId: 'm1' },
      { kind: 'hub-model', repo: 'maker/model-GGUF', file: 'Q8_0/model.gguf' },
      { kind: 'hub-model', repo: 'maker/model-GGUF', file: null },
      { kind: 'model-file', path: '/models/small.gguf' },
    ];
    expect(requests.map((request) => asked(request))).toEqual(requests);
  });

  // Would catch: a frame that steers the page, and markup, paths or other kinds where an id belongs.
  it('refuses messages of others and what is not of a known shape', () => {
    const good = { kind: 'model', modelId: 'm1' };
    const answers = [
      asked(good, { source: { name: 'frame' } }),
      asked(good, { type: 'counterweight:port' }),
      asked(undefined),
      asked({ kind: 'settings' }),
      asked({ kind: 'conversation', conversationId: '../../etc' }),
      asked({ kind: 'model', modelId: '<img>' }),
      asked({ kind: 'hub-model', repo: '../b', file: null }),
      asked({ kind: 'hub-model', repo: 'a/b', file: '../x.gguf' }),
      asked({ kind: 'model-file', path: '' }),
    ];
    expect(answers).toEqual(answers.map(() => null));
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

import { expect, it } from 'vitest';
import { openRequestSchema } from '../../../../main/contract/open-request.ts';
import { leadOf } from '../../../../renderer/features/frame/follow-open-requests.ts';
import { formatRoute, parseRoute } from '../../../../renderer/state/route.ts';

// Would catch: a link that leads to an address the router does not know, and so to a new chat.
it('leads every request to an address that holds, and a file only into the library’s field', () => {
  const requests = [
    { kind: 'conversation', conversationId: 'a_B-9' },
    { kind: 'model', modelId: 'm1' },
    { kind: 'hub-model', repo: 'maker/model-GGUF', file: 'model.gguf' },
    { kind: 'model-file', path: '/models/small.gguf' },
  ];
  const leads = requests.map((request) => {
    const { route, importPath } = leadOf(openRequestSchema.parse(request));
    expect(parseRoute(formatRoute(route))).toEqual(route);
    return [formatRoute(route), importPath];
  });
  expect(leads).toEqual([
    ['#/chat/a_B-9', null],
    ['#/library', null],
    ['#/discover/maker/model-GGUF', null],
    ['#/library', '/models/small.gguf'],
  ]);
});

import { expect, test } from 'vitest';
import { diagramPage, parseDiagramAnswer } from '../../../renderer/ui/markdown/diagram/diagram-messages.ts';
import { diagramPath, headersOf } from '../../../main/api/security-headers.ts';

test('the page and the hosts mean the same document', () => {
  expect(diagramPath).toBe(`/${diagramPage}`);
});

// Catches: a picture that makes itself as large as the screen's memory, or an answer of another shape taken as it is.
test('of what the frame says only a size, a reason and readiness are read', () => {
  const answers: readonly unknown[] = [
    { type: 'ready', extra: 1 },
    { type: 'drawn', width: 300, height: 200, svg: '<svg/>' },
    { type: 'drawn', width: 1e9, height: 200 },
    { type: 'drawn', width: '300', height: 200 },
    { type: 'drawn', width: Number.NaN, height: 1 },
    { type: 'failed', reason: 'x'.repeat(10_000) },
    { type: 'failed' },
    'drawn',
    null,
  ];
  expect(answers.map(parseDiagramAnswer)).toEqual([
    { type: 'ready' },
    { type: 'drawn', width: 300, height: 200 },
    null,
    null,
    null,
    { type: 'failed', reason: 'x'.repeat(300) },
    null,
    null,
    null,
  ]);
});

// Catches: the one document that may run inline code being sent without its sandbox, or another one with that policy.
test('only the diagrams’ document has a policy of its own: no origin, nothing to ask for, framed by us alone', () => {
  const policy = (path: string) => headersOf(path)['Content-Security-Policy']?.split('; ') ?? [];
  expect(policy('/diagram.html')).toEqual([
    "default-src 'none'",
    "script-src 'unsafe-inline'",
    "style-src 'unsafe-inline'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
    'sandbox allow-scripts',
  ]);
  const others = ['/', '/index.html', '/diagram.html/', '/assets/diagram.html', '/%64iagram.html'];
  expect(others.filter((path) => policy(path).join().includes('unsafe'))).toEqual([]);
  expect(policy('/')).toContain("frame-ancestors 'none'");
});

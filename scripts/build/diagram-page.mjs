import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const style = `
html, body { height: 100%; margin: 0; background: transparent; }
body { display: grid; padding: 12px; box-sizing: border-box; overflow: auto; }
svg { margin: auto; }
`;

/**
 * Writes the document in which diagrams are drawn: one file, because a frame without an origin may not fetch another.
 * Only its own script and style run in it, known by their hashes; the hosts send a policy of its own with it as well.
 */
export async function buildDiagramPage(root, target) {
  const { rolldown } = await import('rolldown');
  const bundle = await rolldown({
    cwd: root,
    input: 'renderer/diagram-sandbox/sandbox.ts',
    platform: 'browser',
    transform: { target: 'es2024', define: { 'process.env.NODE_ENV': '"production"' } },
    logLevel: 'warn',
  });
  const { output } = await bundle.generate({ format: 'iife', minify: true, codeSplitting: false });
  await bundle.close();
  // The one sequence that would end the element early; inside strings and patterns it means the same.
  const script = output[0].code.replaceAll(/<\/(script)/gi, String.raw`<\/$1`).replaceAll('<!--', String.raw`<\!--`);
  const policy = `default-src 'none'; script-src ${hashOf(script)}; style-src 'unsafe-inline'`;
  const html = [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    `<meta http-equiv="Content-Security-Policy" content="${policy}">`,
    '<meta name="color-scheme" content="light dark">',
    '<title>Diagram</title>',
    `<style>${style}</style>`,
    '</head>',
    '<body>',
    `<script>${script}</script>`,
    '</body>',
    '</html>',
    '',
  ].join('\n');
  writeFileSync(join(root, target), html);
  return target;
}

function hashOf(text) {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
}

import { createHash } from 'node:crypto';
import { localTime } from './file-name.ts';

/**
 * The beginning of a page that reads the same everywhere, for ever. Nothing in it may run or load, whatever is written into
 * it: escaping is one line of defence, the policy with its single style is the other.
 */
export function pageOpening(title: string, style: string): string {
  const policy = [
    "default-src 'none'",
    `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
    "base-uri 'none'",
    "form-action 'none'",
  ].join('; ');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
<main>
`;
}

export function pageClosing(made: { readonly appVersion: string; readonly exportedAtMs: number }): string {
  return `<footer>Exported from Counterweight ${escapeHtml(made.appVersion)}, ${timeOf(made.exportedAtMs)}.</footer>
</main>
</body>
</html>
`;
}

/** @param content HTML. */
export function fold(title: string, content: string): string {
  return `<details><summary dir="auto">${escapeHtml(title)}</summary>${content}</details>`;
}

export function timeOf(ms: number): string {
  const time = localTime(ms);
  return `<time datetime="${time}">${time.slice(0, 10)} ${time.slice(11, 16)}</time>`;
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  // A NUL is no character of HTML, in whatever form.
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '').replaceAll('\u0000', '\uFFFD');
}

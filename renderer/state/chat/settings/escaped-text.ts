/** A text as it can be typed on one line: line ends and tabs as `\n` and `\t`, a backslash twice. */
export function escapeText(text: string): string {
  return JSON.stringify(text).slice(1, -1).replaceAll('\\"', '"');
}

/** The text that was typed; a backslash that begins nothing known is one. */
export function unescapeText(typed: string): string {
  return typed.replace(/\\(u[0-9a-fA-F]{4}|[\\ntrbf/"])/g, (whole, code: string) => {
    if (code === '"' || code === '/') return code;
    return String(JSON.parse(`"${whole}"`));
  });
}

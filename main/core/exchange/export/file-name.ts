import type { ExportFormat } from '../../../contract/exchange.ts';

const extensions: Readonly<Record<ExportFormat, string>> = {
  markdown: 'md',
  json: 'json',
  html: 'html',
  'openai-jsonl': 'openai.jsonl',
  'sharegpt-jsonl': 'sharegpt.jsonl',
};

/** A name that every file system takes: the title of a single conversation, or the day. */
export function exportFileName(format: ExportFormat, titles: readonly string[], nowMs: number): string {
  const day = localTime(nowMs).slice(0, 10);
  const [title] = titles;
  const name = titles.length === 1 && title !== undefined ? nameFrom(title) : '';
  return `${name === '' ? `Counterweight ${day}` : name}.${extensions[format]}`;
}

/** File systems take 255 bytes, of which an ending and the mark of an unfinished file need some. */
const longestNameBytes = 200;

function nameFrom(title: string): string {
  const name = plainName(title);
  const bytes = Buffer.from(name);
  if (bytes.length <= longestNameBytes) return name;
  // A character that was cut through is marked as none, and goes.
  return new TextDecoder().decode(bytes.subarray(0, longestNameBytes)).replace(/[ .\uFFFD]+$/, '');
}

function plainName(title: string): string {
  return title
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}/\\:*?"<>|]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/^[ .]+/, '')
    .slice(0, 80)
    .toWellFormed()
    .replace(/[ .\uFFFD]+$/, '')
    .replace(/^(con|prn|aux|nul|com\d|lpt\d)$/i, '$1 conversation');
}

/** ISO 8601 in this computer's own time, with its distance from UTC. */
export function localTime(ms: number): string {
  const offsetMinutes = -new Date(ms).getTimezoneOffset();
  const local = new Date(ms + offsetMinutes * 60_000).toISOString().slice(0, 19);
  const two = (value: number): string => String(value).padStart(2, '0');
  const distance = Math.abs(offsetMinutes);
  return `${local}${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(distance / 60))}:${two(distance % 60)}`;
}

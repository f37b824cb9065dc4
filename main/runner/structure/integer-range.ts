import { anyOf } from './gbnf-writer.ts';

/** Whole numbers from `least` to `most` in decimal, both included; null is no bound. Numbers of up to 16 digits. */
export function integerRange(least: number | null, most: number | null): string {
  const parts: string[] = [];
  if (least === null || least < 0) {
    const from = most === null || most >= 0 ? 1 : -most;
    parts.push(`"-" ${magnitude(from, least === null ? null : -least)}`);
  }
  if (most === null || most >= 0) parts.push(magnitude(Math.max(0, least ?? 0), most));
  return anyOf(parts);
}

/** Numbers of at least 0 with whole bounds, with or without a fraction. */
export function numberRange(least: number | null, most: number | null): string {
  const parts: string[] = [];
  if (least === null || least < 0) {
    parts.push(`"-" ${fractional(most === null || most >= 0 ? 0 : -most, least === null ? null : -least)}`);
  }
  if (most === null || most >= 0) parts.push(fractional(Math.max(0, least ?? 0), most));
  return anyOf(parts);
}

const fraction = '("." [0-9]{1,16})?';

function fractional(least: number, most: number | null): string {
  if (most === null) return `${magnitude(least, null)} ${fraction}`;
  const end = `"${most}" ("." "0"{1,16})?`;
  return least < most ? anyOf([`${magnitude(least, most - 1)} ${fraction}`, end]) : end;
}

const longest = 16;

function magnitude(least: number, most: number | null): string {
  const low = String(least);
  if (most !== null) return anyOf(sameLengths(low, String(most)));
  if (least === 0) return `("0" | [1-9] [0-9]{0,${longest - 1}})`;
  const longer = low.length < longest ? [`[1-9] [0-9]{${low.length},${longest - 1}}`] : [];
  return anyOf([...between(low, '9'.repeat(low.length)), ...longer]);
}

/** Cut where the number of digits changes. */
function sameLengths(low: string, high: string): string[] {
  if (low.length === high.length) return between(low, high);
  return [...between(low, '9'.repeat(low.length)), ...sameLengths(`1${'0'.repeat(low.length)}`, high)];
}

/** Numbers of the same length, digit by digit. */
function between(low: string, high: string): string[] {
  if (low === high) return low === '' ? [] : [`"${low}"`];
  const [first = '', ...lowRest] = low;
  const [last = '', ...highRest] = high;
  const [restLow, restHigh] = [lowRest.join(''), highRest.join('')];
  if (first === last) return between(restLow, restHigh).map((rest) => `"${first}" ${rest}`);
  const isWholeStart = /^0*$/.test(restLow);
  const isWholeEnd = /^9*$/.test(restHigh);
  const from = isWholeStart ? Number(first) : Number(first) + 1;
  const to = isWholeEnd ? Number(last) : Number(last) - 1;
  const middle = from > to ? [] : [`${digits(from, to)}${restLow === '' ? '' : ` [0-9]{${restLow.length}}`}`];
  return [
    ...(isWholeStart ? [] : between(restLow, '9'.repeat(restLow.length)).map((rest) => `"${first}" ${rest}`)),
    ...middle,
    ...(isWholeEnd ? [] : between('0'.repeat(restHigh.length), restHigh).map((rest) => `"${last}" ${rest}`)),
  ];
}

function digits(from: number, to: number): string {
  return from === to ? `"${from}"` : `[${from}-${to}]`;
}

/** A colour with opacity; linear sRGB parts, 0–1. */
export type Colour = { readonly rgb: readonly [number, number, number]; readonly alpha: number };

/** Reads `oklch(L C H)` and `oklch(L C H / A)`. Conversion: https://bottosson.github.io/posts/oklab/ */
export function parseOklch(text: string): Colour {
  const match = /^oklch\(([\d.]+) ([\d.]+) ([\d.]+)(?: \/ ([\d.]+))?\)$/.exec(text);
  if (match === null) throw new Error(`Not an oklch colour: ${text}`);
  const [lightness = 0, chroma = 0, hue = 0] = match.slice(1, 4).map(Number);
  const a = chroma * Math.cos((hue * Math.PI) / 180);
  const b = chroma * Math.sin((hue * Math.PI) / 180);
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const rgb = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ].map((part) => Math.min(1, Math.max(0, part)));
  return { rgb: [rgb[0] ?? 0, rgb[1] ?? 0, rgb[2] ?? 0], alpha: match[4] === undefined ? 1 : Number(match[4]) };
}

const encode = (part: number): number => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);
const decode = (part: number): number => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);

/** Lays a colour over an opaque one, in encoded sRGB as browsers do. */
export function over(top: Colour, bottom: Colour): Colour {
  const mix = (index: 0 | 1 | 2): number =>
    decode(encode(top.rgb[index]) * top.alpha + encode(bottom.rgb[index]) * (1 - top.alpha));
  return { rgb: [mix(0), mix(1), mix(2)], alpha: 1 };
}

function luminance({ rgb }: Colour): number {
  return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2];
}

/** WCAG 2 contrast ratio of two opaque colours, 1–21. */
export function contrast(left: Colour, right: Colour): number {
  const [bright = 0, dark = 0] = [luminance(left), luminance(right)].sort((a, b) => b - a);
  return (bright + 0.05) / (dark + 0.05);
}

import type { FitVerdict, HubFile, Recommendation, RecommendationReason } from '../../../contract/hub.ts';

export type Rung = { readonly file: HubFile; readonly bitsPerWeight: number; readonly verdict: FitVerdict };

/**
 * Bits a weight between which a difference is worth memory. Perplexity of Llama-3-8B rises by about 0.3 % at 6.6 bits
 * (Q6_K), 3 % at 4.9 (Q4_K_M) and 10 % at 4 (Q3_K_M) (llama.cpp, tools/perplexity/README).
 */
const enoughBits = 6.7;
const goodBits = 4.4;

/** The one rung to take: as much quality as is audible, where it runs best; null when nothing fits. */
export function recommendFile(rungs: readonly Rung[]): Recommendation | null {
  const usable = rungs.filter(
    ({ file, verdict }) =>
      file.kind === 'model' && file.isComplete && isDownloadable(file) && verdict.verdict !== 'too-large',
  );
  const roomy = usable.filter(({ verdict }) => verdict.verdict !== 'tight');
  // Some models are published in few bits only (MXFP4): their best is good enough.
  const good = Math.min(goodBits, Math.max(0, ...rungs.map(({ bitsPerWeight }) => bitsPerWeight)));
  const isGood = ({ bitsPerWeight }: Rung): boolean => bitsPerWeight >= good;
  const onCard = roomy.filter((rung) => rung.verdict.verdict === 'gpu' && isGood(rung));
  if (onCard.length > 0) return best(onCard, 'best-on-gpu');
  const fitting = roomy.filter(isGood);
  const pleasant = fitting.filter(({ verdict }) => verdict.speed === 'fast' || verdict.speed === 'comfortable');
  if (pleasant.length > 0) return best(pleasant, 'best-that-fits');
  // When all are slow, the lightest good one is the least slow.
  const lightest = lowest(fitting);
  if (lightest) return { path: lightest.file.path, reason: 'best-that-fits' };
  if (roomy.length > 0) return best(roomy, 'only-small-fits');
  const tight = lowest(usable.filter(isGood)) ?? lowest(usable);
  return tight ? { path: tight.file.path, reason: 'fits-tightly' } : null;
}

function best(rungs: readonly Rung[], reason: RecommendationReason): Recommendation | null {
  const audible = rungs.filter(({ bitsPerWeight }) => bitsPerWeight <= enoughBits);
  const chosen = highest(audible) ?? lowest(rungs);
  if (!chosen) return null;
  const hasLarger = rungs.some(({ bitsPerWeight }) => bitsPerWeight > chosen.bitsPerWeight);
  return { path: chosen.file.path, reason: hasLarger ? 'better-gains-little' : reason };
}

function highest(rungs: readonly Rung[]): Rung | undefined {
  return rungs.toSorted((a, b) => b.bitsPerWeight - a.bitsPerWeight || byMatrix(a, b))[0];
}

function lowest(rungs: readonly Rung[]): Rung | undefined {
  return rungs.toSorted((a, b) => a.bitsPerWeight - b.bitsPerWeight || byMatrix(a, b))[0];
}

function byMatrix(a: Rung, b: Rung): number {
  return Number(b.file.hasImatrix) - Number(a.file.hasImatrix);
}

function isDownloadable(file: HubFile): boolean {
  return file.parts.every(({ sha256 }) => sha256 !== null);
}

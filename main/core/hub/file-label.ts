/** A quantization's label as publishers write it into file names, with what they put before and after it. */
const label =
  /(?<![A-Za-z0-9])(?:I?Q[1-8]_(?:K|[01]|XXS|XS|S|M|L|XL|NL)(?:_(?:XXS|XS|S|M|L|XL|[48]_[48]))*|TQ[12]_0|BF16|FP?(?:16|32)|(?:MX|NV)FP4(?:_MOE)?)(?![A-Za-z0-9])/gi;

const imatrixMark = /(?<![A-Za-z0-9])(?:imatrix|imat|i1)(?![A-Za-z0-9])/i;
/** llama.cpp refuses to make these without an importance matrix. */
const imatrixOnly = /^(?:IQ1|IQ2_X)/;

/** The quantization in a file's name, else in its folder's; the last one counts. `FP16` becomes `F16`. */
export function quantizationLabel(path: string): string | null {
  const steps = path.split('/');
  for (const step of [steps.at(-1), steps.at(-2)]) {
    const found = step?.match(label)?.at(-1);
    if (found !== undefined) return found.toUpperCase().replace(/^FP/, 'F');
  }
  return null;
}

/** Whether the name, or the quantization itself, says that an importance matrix was used. */
export function saysImatrix(path: string): boolean {
  return imatrixMark.test(path.split('/').at(-1) ?? '') || imatrixOnly.test(quantizationLabel(path) ?? '');
}

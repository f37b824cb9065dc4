import type { HubFile, HubFileKind } from '../../contract/hub.ts';
import type { HubRepoFacts, HubTreeFile } from '../../contract/hub-facts.ts';
import { quantizationLabel, saysImatrix } from './file-label.ts';

/** llama.cpp's naming of parts (`llama_split_path`). */
const partName = /^(?<stem>.*)-(?<number>\d{5})-of-(?<count>\d{5})\.gguf$/i;

/**
 * The repository's GGUF files as a ladder: parts as one, what is not a language model classed as such first, models by
 * size from the smallest.
 */
export function listFiles(
  tree: readonly HubTreeFile[],
  repo: Pick<HubRepoFacts, 'parameterCount' | 'tags'>,
): HubFile[] {
  const files = tree.filter(({ path }) => fileKind(path) !== null);
  const usesImatrix = repo.tags.includes('imatrix') || files.some(({ path }) => fileKind(path) === 'imatrix');
  const groups = Map.groupBy(files, ({ path }) => groupName(path));
  const ladder = [...groups.values()].flatMap((parts) => {
    const file = toHubFile(parts, repo.parameterCount, usesImatrix);
    return file ? [file] : [];
  });
  const order: readonly HubFileKind[] = ['model', 'projector', 'adapter', 'imatrix'];
  return ladder.toSorted(
    (a, b) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) || a.sizeBytes - b.sizeBytes || a.path.localeCompare(b.path),
  );
}

/** What a file is for, by its name; null for everything that is not for llama.cpp. */
export function fileKind(path: string): HubFileKind | null {
  const name = (path.split('/').at(-1) ?? '').toLowerCase();
  const isGguf = name.endsWith('.gguf');
  // `…-Q4_K_M_imatrix.gguf` is a model made with a matrix, `imatrix.gguf` the matrix itself.
  if (/\.imatrix$|^imatrix.*\.(dat|gguf|gguf_file)$/.test(name)) return 'imatrix';
  if (isGguf && name.endsWith('imatrix.gguf') && quantizationLabel(name) === null) return 'imatrix';
  if (!isGguf) return null;
  if (/mmproj/.test(name)) return 'projector';
  if (/(^|[-_.])(lora|adapter)([-_.]|$)/.test(name) && !name.includes('merged')) return 'adapter';
  return 'model';
}

function groupName(path: string): string {
  const { stem, count } = partName.exec(path)?.groups ?? {};
  return stem === undefined ? path : `${stem}/${count}`;
}

function toHubFile(parts: readonly HubTreeFile[], parameterCount: number | null, usesImatrix: boolean): HubFile | null {
  const ordered = parts.toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const [first] = ordered;
  const kind = first ? fileKind(first.path) : null;
  if (!first || !kind) return null;
  const expected = Number(partName.exec(first.path)?.groups?.['count'] ?? 1);
  const sizeBytes = ordered.reduce((sum, part) => sum + part.sizeBytes, 0);
  const isComplete = ordered.length === expected;
  const quantization = kind === 'imatrix' ? null : quantizationLabel(first.path);
  const isQuantized = quantization !== null && !/^(BF|F)(16|32)$/.test(quantization);
  const hasWeights = kind === 'model' && isComplete && parameterCount !== null && parameterCount > 0;
  return {
    path: first.path,
    kind,
    quantization,
    hasImatrix: kind === 'model' && isQuantized && (usesImatrix || saysImatrix(first.path)),
    sizeBytes,
    bitsPerWeight: hasWeights ? (sizeBytes * 8) / parameterCount : null,
    parts: ordered.map((part) => ({ path: part.path, sizeBytes: part.sizeBytes, sha256: part.sha256 })),
    isComplete,
  };
}

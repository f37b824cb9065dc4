import type { MalformedFile } from './malformed-file.ts';
import { malformedHeaders } from './malformed-headers.ts';
import { malformedHyperparameters } from './malformed-hyperparameters.ts';
import { malformedTensors } from './malformed-tensors.ts';
import { malformedTokenizers } from './malformed-tokenizers.ts';

/** Every kind of file known to abort, crash, hang or mislead native code, and some that are merely wrong. */
export const malformedCorpus: readonly MalformedFile[] = [
  ...malformedHeaders,
  ...malformedTensors,
  ...malformedHyperparameters,
  ...malformedTokenizers,
];

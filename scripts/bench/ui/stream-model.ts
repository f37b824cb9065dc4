import { join } from 'node:path';
import { writeScriptedModel } from '../../../tests/support/gguf/scripted-model.ts';
import { sampleOfEveryKind } from './sample-texts.ts';

export const streamModelName = 'Benchmark model';
/** Room for a reply of 100,000 tokens and a piece of the history before it. */
const trainedContext = 131_072;

/**
 * A real model that writes the same mixed Markdown over and over: about five characters a token.
 * @param layers of zeros, each of which makes it slower; see `bench:ui`.
 */
export async function writeStreamModel(folder: string, layers: number): Promise<string> {
  const path = join(folder, `stream-${layers}.gguf`);
  const reply = sampleOfEveryKind(5);
  const ballast = layers === 0 ? {} : { ballast: { layers, feedForward: 1_024 } };
  await writeScriptedModel({
    path,
    name: streamModelName,
    reply,
    endless: true,
    contextLength: trainedContext,
    ...ballast,
  });
  return path;
}

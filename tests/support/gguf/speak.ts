import { getLlama, LlamaChatSession } from 'node-llama-cpp';

/** Run as a process of its own: `speak.ts MODEL SEED PROMPT` prints what the model replies as one line of JSON. */
const [modelPath = '', seed = '1', prompt = ''] = process.argv.slice(2);

const llama = await getLlama({ build: 'never', skipDownload: true, gpu: false, maxThreads: 1 });
const model = await llama.loadModel({ modelPath, checkTensors: true });
const context = await model.createContext({ contextSize: 1024, threads: 1 });
const session = new LlamaChatSession({ contextSequence: context.getSequence(), systemPrompt: 'Be brief.' });
const { responseText, stopReason } = await session.promptWithMeta(prompt, {
  temperature: 0.8,
  seed: Number(seed),
  maxTokens: 400,
});
const tokens = model.tokenize(responseText);
// The last token before a limit is spoken but not evaluated, so the context may end one token earlier.
const evaluated = session.sequence.contextTokens;
const isEnding = (part: readonly number[]): boolean =>
  part.every((token, index) => token === evaluated.at(index - part.length));
const isCanonical = isEnding(tokens) || isEnding(tokens.slice(0, -1));
process.stdout.write(`${JSON.stringify({ text: responseText, stopReason, tokenCount: tokens.length, isCanonical })}\n`);
process.exit(0);

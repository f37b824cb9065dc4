import { getLlama, LlamaChatSession, LlamaLogLevel } from 'node-llama-cpp';
import { defaultChatSettings } from '../../../main/contract/chat-settings.ts';
import { exchange, type DirectRequest, type ExchangeSample } from './exchange.ts';

/* The bare script of the comparison: node-llama-cpp as its documentation shows it, with nothing of this app around it. */
const { modelPath, threads, round } = JSON.parse(process.argv[2] ?? '{}') as DirectRequest;
const { temperature, topK, topP, minP } = defaultChatSettings.sampling;
const sampling = { temperature, topK, topP, minP, repeatPenalty: false, seed: round } as const;

const llama = await getLlama({
  build: 'never',
  skipDownload: true,
  maxThreads: threads,
  logLevel: LlamaLogLevel.error,
});
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({ contextSize: model.trainContextSize, sequences: 1, threads });
const sequence = context.getSequence();
// The session's own default is 300 tokens of good advice, which the app does not give.
const session = new LlamaChatSession({ contextSequence: sequence, systemPrompt: '' });

await session.prompt('ba ce di', { ...sampling, maxTokens: 4 });
session.resetChatHistory();

const first = await ask(exchange.firstMessage(round), exchange.replyTokens + 1);
const promptTokens = sequence.nextTokenIndex - first.count;
const second = await ask(exchange.secondMessage(round), 2);
const sample: ExchangeSample = {
  tokensPerSecond: (1000 * (first.count - 1)) / (first.lastMs - first.firstMs),
  firstTurnMs: first.firstMs,
  secondTurnMs: second.firstMs,
  promptTokens,
};
process.stdout.write(JSON.stringify(sample));
process.exit(0);

async function ask(text: string, maxTokens: number): Promise<{ count: number; firstMs: number; lastMs: number }> {
  const askedAt = performance.now();
  const times: number[] = [];
  const onResponseChunk = ({ tokens }: { readonly tokens: readonly unknown[] }): void => {
    for (const _ of tokens) times.push(performance.now() - askedAt);
  };
  await session.prompt(text, { ...sampling, maxTokens, onResponseChunk });
  return { count: times.length, firstMs: times[0] ?? NaN, lastMs: times.at(-1) ?? NaN };
}

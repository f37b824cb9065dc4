import { getLlama, LlamaChatSession, LlamaLogLevel, type LlamaContextSequence } from 'node-llama-cpp';
import { defaultChatSettings } from '../../../main/contract/chat-settings.ts';
import { comparedRound, roundPrompt, type DirectRound, type RoundSample } from './compared-round.ts';

/* The bare script of the comparison: four answers with node-llama-cpp as its documentation shows it, and nothing of this app. */
const { modelPath, threads, round, isTogether } = JSON.parse(process.argv[2] ?? '{}') as DirectRound;
const { temperature, topK, topP, minP } = defaultChatSettings.sampling;
const { columns, replyTokens } = comparedRound;

const llama = await getLlama({
  build: 'never',
  skipDownload: true,
  maxThreads: threads,
  logLevel: LlamaLogLevel.error,
});
const model = await llama.loadModel({ modelPath });
const sequences = isTogether ? columns : 1;
const context = await model.createContext({ contextSize: model.trainContextSize, sequences, threads });
const places = Array.from({ length: sequences }, () => context.getSequence());
// The session's own default is 300 tokens of good advice, which the app does not give.
const sessions = places.map((contextSequence) => new LlamaChatSession({ contextSequence, systemPrompt: '' }));
for (const session of sessions) {
  await session.prompt('ba ce di', { maxTokens: 4 });
  session.resetChatHistory();
}

const askedAt = performance.now();
const begun: number[] = [];
let tokens = 0;
let promptTokens = 0;
if (isTogether) await Promise.all(Array.from({ length: columns }, (_, column) => answer(column, column)));
else for (let column = 0; column < columns; column += 1) await answer(column, 0);
const sample: RoundSample = {
  tokensPerSecond: (1000 * tokens) / (performance.now() - askedAt),
  begunMs: Math.max(...begun),
  promptTokens,
};
process.stdout.write(JSON.stringify(sample));
process.exit(0);

async function answer(column: number, place: number): Promise<void> {
  const session = sessionAt(place);
  session.resetChatHistory();
  await session.sequence.clearHistory();
  let own = 0;
  await session.prompt(roundPrompt(round), {
    temperature,
    topK,
    topP,
    minP,
    repeatPenalty: false,
    seed: column,
    maxTokens: replyTokens,
    onResponseChunk: (chunk) => {
      if (own === 0) begun.push(performance.now() - askedAt);
      own += chunk.tokens.length;
    },
  });
  tokens += own;
  promptTokens = evaluated(session.sequence) - own;
}

function sessionAt(place: number): LlamaChatSession {
  const session = sessions[place];
  if (session === undefined) throw new Error(`there is no sequence ${place}`);
  return session;
}

function evaluated(sequence: LlamaContextSequence): number {
  return sequence.nextTokenIndex;
}

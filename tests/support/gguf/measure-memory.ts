import { getLlama } from 'node-llama-cpp';

/** Run as a process of its own: `measure-memory.ts MODEL CONTEXT` prints what llama.cpp says it allocated. */
const [modelPath = '', contextSize = '1024'] = process.argv.slice(2);

const llama = await getLlama({ build: 'never', skipDownload: true, gpu: false, maxThreads: 1 });
const model = await llama.loadModel({ modelPath });
const context = await model.createContext({ contextSize: Number(contextSize), sequences: 1, threads: 1 });
process.stdout.write(
  `${JSON.stringify({ modelBytes: model.memoryUsage.ram, contextBytes: context.memoryUsage.ram })}\n`,
);
process.exit(0);

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/* Run by the shipped Node with the unpacked folder as its argument: both native packages load and work from there. */
const modules = join(process.argv[2] ?? '', 'node_modules');
const load = (path) => import(pathToFileURL(join(modules, path)).href);

const { getLlama, LlamaLogLevel } = await load('node-llama-cpp/dist/index.js');
const options = { gpu: false, build: 'never', skipDownload: true, logLevel: LlamaLogLevel.error };
await (await getLlama(options)).dispose();

const { default: Sqlite } = await load('better-sqlite3/lib/index.js');
new Sqlite(':memory:').close();
process.stdout.write('loaded');

import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Model } from '../../main/contract/models.ts';
import { startApp, type AppProcess, type Client } from './app-process.ts';
import { writeBigramModel, type BigramModelOptions } from './gguf/bigram-model.ts';
import { temporaryFolder } from './temporary-folder.ts';

/** A running app with one imported model that does not stop talking, or ends by itself when asked to. */
export async function startedApp(options: Partial<BigramModelOptions> = {}): Promise<{
  readonly app: AppProcess;
  readonly client: Client;
  readonly model: Model;
  readonly dataFolder: string;
  readonly close: () => Promise<void>;
  readonly cookie: string;
}> {
  const folder = temporaryFolder();
  const dataFolder = join(folder, 'data');
  const path = join(folder, 'tiny.gguf');
  await writeBigramModel({ path, seed: 1, ...options });
  const app = await startApp({ dataFolder });
  onTestFinished(async () => void (await app.end()));
  const { client, close, cookie } = await app.connect();
  onTestFinished(() => close());
  const model = await client.models.importFile.mutate({ path });
  return { app, client, model, dataFolder, close, cookie };
}

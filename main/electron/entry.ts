import { join } from 'node:path';
import { app, dialog } from 'electron';
import { declareAppScheme } from './app-protocol.ts';
import { Desktop } from './desktop.ts';
import { parseDataFolder, prepareDataFolder } from './launch-options.ts';
import { silenceChromium } from './offline.ts';
import { isFirstInstance } from './single-instance.ts';
import { startupFailureWords } from './startup-failure.ts';

/* Everything here must happen before the app is ready, in this order: paths, sandbox, switches, scheme, lock. */
const dataFolder = parseDataFolder(process.argv) ?? app.getPath('userData');

try {
  prepareDataFolder(dataFolder);
  app.setPath('userData', dataFolder);
  // Chromium's own files stay out of the folder that holds the person's words.
  const sessionFolder = join(dataFolder, 'session');
  prepareDataFolder(sessionFolder);
  app.setPath('sessionData', sessionFolder);
  app.enableSandbox();
  silenceChromium();
  declareAppScheme();
  // Windows shows notifications only of an id that a start menu entry has: `appId` in electron-builder.yml.
  if (process.platform === 'win32') app.setAppUserModelId('app.counterweight.desktop');
  if (isFirstInstance())
    new Desktop({ dataFolder, mainFolder: import.meta.dirname, onLost: giveUp }).start().catch(giveUp);
  else app.quit();
} catch (error) {
  giveUp(error);
}

/** Says why in clear words, and ends. What is on disk was left as it was. */
function giveUp(error: unknown): void {
  const { title, body } = startupFailureWords(error);
  void app.whenReady().then(() => {
    dialog.showErrorBox(title, body);
    app.exit(1);
  });
}

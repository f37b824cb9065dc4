import { existsSync, readdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { runProcess } from './run-process.mjs';
import { say, SetupError } from './say.mjs';

const downloadLimitMs = 180_000;
const packageLimitMs = 300_000;

/** @returns the path of a Chromium for the tests, installing one when there is none. @throws SetupError */
export async function findChromium(root, node) {
  const chosen = process.env.CHROMIUM_PATH;
  if (chosen) {
    if (existsSync(chosen)) return chosen;
    throw new SetupError(`CHROMIUM_PATH names ${chosen}, which does not exist.`);
  }
  const found = locateChromium();
  if (found !== null) return found;
  const ways = [() => downloadWithPlaywright(root, node), () => installFromDebian(root)];
  for (const install of ways) {
    await install();
    const path = locateChromium();
    if (path !== null) return path;
  }
  throw new SetupError(
    'the tests need Chromium, and none was found or could be installed. Install Chromium or Chrome, or set CHROMIUM_PATH to its program.',
  );
}

/** Looks where systems and Playwright keep a Chromium. */
export function locateChromium() {
  return [...systemPaths(), ...playwrightPaths()].find((path) => existsSync(path)) ?? null;
}

function systemPaths() {
  if (process.platform === 'darwin') {
    return ['/Applications', join(homedir(), 'Applications')].flatMap((folder) => [
      join(folder, 'Chromium.app/Contents/MacOS/Chromium'),
      join(folder, 'Google Chrome.app/Contents/MacOS/Google Chrome'),
    ]);
  }
  if (process.platform === 'win32') {
    const folders = [process.env.PROGRAMFILES, process.env['PROGRAMFILES(X86)'], process.env.LOCALAPPDATA].filter(
      Boolean,
    );
    return folders.flatMap((folder) => [
      join(folder, 'Chromium/Application/chrome.exe'),
      join(folder, 'Google/Chrome/Application/chrome.exe'),
    ]);
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'];
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin', '/usr/local/bin'].filter(Boolean);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function playwrightPaths() {
  const caches = { darwin: join(homedir(), 'Library/Caches'), win32: process.env.LOCALAPPDATA ?? homedir() };
  const folder =
    process.env.PLAYWRIGHT_BROWSERS_PATH ||
    join(caches[process.platform] ?? join(homedir(), '.cache'), 'ms-playwright');
  const programs = [
    'chrome-linux/chrome',
    'chrome-linux64/chrome',
    'chrome-win/chrome.exe',
    'chrome-win64/chrome.exe',
    'chrome-mac/Chromium.app/Contents/MacOS/Chromium',
    'chrome-mac-arm64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
    'chrome-mac-x64/Google Chrome for Testing.app/Contents/MacOS/Google Chrome for Testing',
  ];
  const versions = existsSync(folder) ? readdirSync(folder).filter((name) => /^chromium-\d+$/.test(name)) : [];
  return versions
    .sort()
    .reverse()
    .flatMap((version) => programs.map((program) => join(folder, version, program)));
}

async function downloadWithPlaywright(root, node) {
  say('no Chromium found; downloading one with Playwright (3 minutes at most) …');
  const args = [join(root, 'node_modules/playwright/cli.js'), 'install', 'chromium'];
  await tryRun(node, args, downloadLimitMs);
}

async function installFromDebian() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) return;
  say('installing Chromium with apt-get …');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  await tryRun('apt-get', ['update', '-qq'], packageLimitMs, env);
  await tryRun(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', 'chromium', 'fonts-liberation'],
    packageLimitMs,
    env,
  );
}

async function tryRun(command, args, limitMs, env = process.env) {
  const { code, isTimedOut, output } = await runProcess(command, args, { env, limitMs, onOutput: () => undefined });
  if (code === 0) return;
  const lastLine = output.trim().split('\n').at(-1) ?? '';
  say(isTimedOut ? `gave up after ${limitMs / 60_000} minutes` : `that failed: ${lastLine.slice(0, 200)}`);
}

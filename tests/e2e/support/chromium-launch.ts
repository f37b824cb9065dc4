import { existsSync } from 'node:fs';
import type { LaunchOptions } from '@playwright/test';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
];

/** Where the tests' Chromium is: where `npm test` found it, else in a usual place, else left to Playwright. */
export function chromiumPath(): string | undefined {
  return process.env['CHROMIUM_PATH'] ?? usualPlaces.find((path) => existsSync(path));
}

/** How to start it. Without any Chromium the launch fails: a missing browser is an error, never a skip. */
export function chromiumLaunchOptions(): LaunchOptions {
  const executablePath = chromiumPath();
  // Chromium's sandbox refuses to run as root.
  const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  return { ...(executablePath === undefined ? {} : { executablePath }), args };
}

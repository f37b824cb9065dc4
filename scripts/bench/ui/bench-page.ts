import { chromium, type CDPSession, type Page } from '@playwright/test';
import { chromiumLaunchOptions } from '../../../tests/e2e/support/chromium-launch.ts';
import type { RunningApp } from '../chat/app-client.ts';

export type BenchPage = {
  readonly page: Page;
  readonly devTools: CDPSession;
  end(): Promise<void>;
};

const size = { width: 1440, height: 900 };

/** The app's page in a headless Chromium, signed in; its frames are paced at 60 a second, without a screen or a graphics card. */
export async function openBenchPage(app: RunningApp): Promise<BenchPage> {
  const browser = await chromium.launch(chromiumLaunchOptions());
  const context = await browser.newContext({ viewport: size });
  await context.addCookies([{ ...app.cookie, url: app.origin, sameSite: 'Strict', httpOnly: true }]);
  const page = await context.newPage();
  await page.goto(app.origin);
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Chat' }).click();
  await page.getByRole('region', { name: 'Conversations' }).waitFor();
  return { page, devTools: await context.newCDPSession(page), end: () => browser.close() };
}

export type PageMemory = { readonly heapBytes: number; readonly nodes: number };

/** What the page's objects take after everything that is not needed was collected, and how many nodes there are. */
export async function memoryOf(devTools: CDPSession): Promise<PageMemory> {
  await devTools.send('HeapProfiler.enable');
  for (let round = 0; round < 3; round += 1) await devTools.send('HeapProfiler.collectGarbage');
  await devTools.send('Performance.enable');
  const { metrics } = await devTools.send('Performance.getMetrics');
  const value = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? NaN;
  return { heapBytes: value('JSHeapUsedSize'), nodes: value('Nodes') };
}

import type { Page } from '@playwright/test';

type TypingWindow = Window & { typed?: number[] };

/** Milliseconds from each key to the end of the frame that shows it, while a person types into the composer. */
export async function typingMs(page: Page, text: string): Promise<readonly number[]> {
  const field = page.getByRole('textbox', { name: 'Message', exact: true });
  await field.focus();
  await field.evaluate((element) => {
    const typed: number[] = [];
    (window as TypingWindow).typed = typed;
    element.addEventListener('input', ({ timeStamp }) => {
      requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel();
        port1.onmessage = () => typed.push(performance.now() - timeStamp);
        port2.postMessage(null);
      });
    });
  });
  await page.keyboard.type(text, { delay: 60 });
  await page.waitForTimeout(200);
  const typed = await page.evaluate(() => (window as TypingWindow).typed ?? []);
  await field.fill('');
  return typed;
}

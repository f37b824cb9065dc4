import type { Page } from '@playwright/test';

/** Milliseconds from the click on a conversation to the frame after its last message is in the document and in view. */
export async function openingMs(page: Page, title: string, lastPlace: number): Promise<number> {
  return page.evaluate(
    async ({ title, lastPlace }) => {
      const links = [...document.querySelectorAll<HTMLElement>('a[href]')];
      const link = links.find((candidate) => candidate.textContent.includes(title));
      if (link === undefined) throw new Error(`there is no conversation ${title}`);
      const startMs = performance.now();
      link.click();
      const isShown = (): boolean => {
        const row = document.querySelector(`ol[aria-label="Messages"] > [aria-posinset="${lastPlace + 1}"]`);
        if (!row?.textContent.includes(`Answer ${lastPlace}`)) return false;
        return row.getBoundingClientRect().bottom <= window.innerHeight;
      };
      // After a frame was drawn with it: the next one is begun when the last one is done.
      const frame = async (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
      while (!isShown()) await frame();
      await frame();
      return performance.now() - startMs;
    },
    { title, lastPlace },
  );
}

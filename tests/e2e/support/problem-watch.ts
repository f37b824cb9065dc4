import type { Page } from '@playwright/test';

/** Collects what a person would never see and a test must not overlook: console errors, page errors, refused content. */
export class ProblemWatch {
  readonly #problems: string[] = [];
  readonly #allowed: RegExp[] = [];

  watch(page: Page): void {
    page.on('console', (message) => {
      if (message.type() === 'error') this.#problems.push(`console: ${message.text()}`);
    });
    page.on('pageerror', (error) => this.#problems.push(`page error: ${error.message}`));
    page.on('crash', () => this.#problems.push('the page crashed'));
  }

  /** For a test that provokes exactly this. */
  allow(pattern: RegExp): void {
    this.#allowed.push(pattern);
  }

  get problems(): readonly string[] {
    return this.#problems.filter((problem) => !this.#allowed.some((pattern) => pattern.test(problem)));
  }
}

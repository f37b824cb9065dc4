import { expect, it } from 'vitest';
import type { ComparisonId } from '../../../../main/contract/ids.ts';
import type { Client } from '../../../support/app-process.ts';
import { comparedApp, plainSetup, watchComparison } from '../../../support/compare/compared-app.ts';

async function exported(client: Client, comparisonId: ComparisonId, format: 'html' | 'markdown'): Promise<string> {
  const file = await client.compare.export.mutate({
    comparisonId,
    format,
    includesFigures: true,
    includesReasoning: true,
  });
  const { text } = await client.exchange.readExport.query({ exportId: file?.exportId ?? '', offset: 0 });
  return text;
}

// Catches: a file that tells what the page hides, and answers of which nothing was measured.
it('a hidden round is exported without names and figures, a revealed one with both', { timeout: 120_000 }, async () => {
  const { client, models } = await comparedApp([{ name: 'Zanzibar' }, { name: 'Quokka' }]);
  const { comparisonId } = await client.compare.create.mutate({
    setups: models.map((model) => plainSetup(model)),
    mode: 'blind',
    timing: 'quick',
    conversationId: null,
  });
  const watched = watchComparison(client, comparisonId);
  const { roundId } = await client.compare.ask.mutate({ comparisonId, text: 'Say something.' });
  await watched.ended(roundId);
  for (const format of ['html', 'markdown'] as const) {
    const text = await exported(client, comparisonId, format);
    expect(text).toContain('Answer B');
    expect(text).not.toMatch(/zanzibar|quokka|tokens\/s|Contestants/i);
  }
  await client.compare.reveal.mutate({ roundId });
  const text = await exported(client, comparisonId, 'markdown');
  expect(text).toMatch(/### Zanzibar[^]*### Quokka|### Quokka[^]*### Zanzibar/);
  for (const fact of [/- Memory: [\d.]+ MiB/g, /- Computed on: processor/g, /- Seed: \d+/g, /- Timing: \w+/g]) {
    expect(text.match(fact)).toHaveLength(2);
  }
});

/**
 * Tests that take long and prove what short ones guard already: predictions measured against real loads, merged weights,
 * screens that changed little. `npm run test:long` and build machines run them; `npm test` has to stay short enough to be run.
 */
const longUnits = [
  'core/runtime/benchmark-service',
  'core/runtime/crash-guard',
  'core/runtime/diagnostics',
  'core/statistics/whole-coverage',
  'hub/fit-measured',
  'peft/merged-model',
  'runner/draft',
  'runner/load-settings',
  'runner/measure',
  'runners/templates',
];
const longJourneys = [
  'chat-settings',
  'copy',
  'discover',
  'downloads',
  'exchange',
  'library',
  'network-settings',
  'overlays',
  'prompt-view',
  'runtime',
  'system',
  'token-view',
];

const isLongWanted = process.env['COUNTERWEIGHT_LONG'] === '1' || process.env['COUNTERWEIGHT_EVERY_HOST'] === '1';

/** Left out by vitest; none where the long ones are wanted. */
export const skippedUnits: readonly string[] = isLongWanted ? [] : longUnits.map((name) => `tests/${name}.test.ts`);
/** Left out by playwright. */
export const skippedJourneys: readonly string[] = isLongWanted
  ? []
  : longJourneys.map((name) => `tests/e2e/${name}.spec.ts`);

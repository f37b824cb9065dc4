import { defineConfig } from 'vitest/config';
import { skippedUnits } from './scripts/test/long-tests.ts';

export default defineConfig({
  test: {
    environment: 'node',
    include: ['tests/**/*.test.ts', 'tests/**/*.test.tsx'],
    exclude: ['tests/e2e/**', 'tests/fixtures/**', 'node_modules/**', 'dist/**', ...skippedUnits],
    pool: 'forks',
    // Tests start real processes that compute: more workers than this only make them wait for each other.
    maxWorkers: 2,
    // On a shared build machine a second try tells a slow moment from a defect; the run still names what needed one.
    retry: process.env['CI'] ? 1 : 0,
    testTimeout: 60_000,
    hookTimeout: 60_000,
    passWithNoTests: false,
    allowOnly: false,
  },
});

import type { RunnerReport } from './protocol.ts';

/** Hands one report to the app. */
export type SendReport = (report: RunnerReport) => void;

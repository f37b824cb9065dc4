import { parentPort, workerData } from 'node:worker_threads';
import { rateChoices } from '../statistics/rate-choices.ts';
import type { RatingTask } from './rating-work.ts';

/** Fits thousands of draws, which takes up to seconds, off the main thread. One task, then it ends. */
const { choices, options } = workerData as RatingTask;
parentPort?.postMessage(rateChoices(choices, options));

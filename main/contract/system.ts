import { z } from 'zod';

export const systemInfoSchema = z.object({
  appVersion: z.string(),
  /** `desktop` can open native dialogs; `web` serves a browser on this computer. */
  host: z.enum(['desktop', 'web']),
  platform: z.enum(['linux', 'darwin', 'win32', 'other']),
  dataFolder: z.string(),
  cpuModel: z.string(),
  coreCount: z.number().int().positive(),
  totalMemoryBytes: z.number().nonnegative(),
});
export type SystemInfo = z.infer<typeof systemInfoSchema>;

/** Sent every two seconds to whoever watches. `runners` lists the processes that hold models. */
export type SystemLoad = {
  readonly totalMemoryBytes: number;
  readonly availableMemoryBytes: number;
  readonly runners: readonly { readonly modelId: string; readonly modelName: string; readonly memoryBytes: number }[];
};

/** What left this computer since the app was started. Only what a person asked for: searches, pages, downloads. */
export type NetworkUse = {
  readonly requestCount: number;
  readonly sentBytes: number;
  readonly receivedBytes: number;
  /** Whoever was asked, the latest first; at most ten. */
  readonly hosts: readonly string[];
};

import { z } from 'zod';
import { hubAddressSchema } from './hub.ts';
import { modelIdSchema } from './ids.ts';
import { libraryViewSchema } from './library-view.ts';
import { proxyAddressSchema } from './proxy.ts';

const shape = {
  theme: z.enum(['system', 'light', 'dark']),
  isRailCollapsed: z.boolean(),
  isConversationListOpen: z.boolean(),
  isChatSettingsOpen: z.boolean(),
  /** The model a new conversation starts with. */
  lastModelId: modelIdSchema.nullable(),
  /** Minutes without a reply after which a model's runner ends and its memory returns. 0 never unloads. */
  idleUnloadMinutes: z.number().int().min(0).max(1440),
  /** What all models together may take, bytes; null leaves it to what is free. */
  memoryLimitBytes: z.number().int().min(256_000_000).max(1e15).nullable(),
  /** Another address of the Hub, such as a mirror; null for the usual one. */
  hubAddress: hubAddressSchema.nullable(),
  /** `system` follows HTTP_PROXY, HTTPS_PROXY and NO_PROXY; else a proxy's address, perhaps with credentials: never log it. */
  proxy: z.union([z.literal('system'), proxyAddressSchema]),
  /** While on, nothing leaves this computer. */
  isOffline: z.boolean(),
  libraryView: libraryViewSchema,
  /** The model that answered first may give a conversation its title. */
  titlesByModel: z.boolean(),
  /** The look of models that were compared, by model id: the same on every screen and chart. Numbers from 0 (model-colour.ts). */
  modelLooks: z.record(modelIdSchema, z.number().int().min(0).max(1000)),
};

/** What a person chose for the whole app. */
export const settingsSchema = z.object(shape);
export type Settings = z.infer<typeof settingsSchema>;

/** Only the keys that change; unlike a schema with defaults, an absent key stays absent. */
export const settingsPatchSchema = settingsSchema.partial();
export type SettingsPatch = { readonly [K in keyof Settings]?: Settings[K] | undefined };

export const defaultSettings: Settings = {
  theme: 'system',
  isRailCollapsed: false,
  isConversationListOpen: true,
  isChatSettingsOpen: false,
  lastModelId: null,
  idleUnloadMinutes: 15,
  memoryLimitBytes: null,
  hubAddress: null,
  proxy: 'system',
  isOffline: false,
  titlesByModel: true,
  modelLooks: {},
  libraryView: { sort: 'name', isDescending: false, isGrouped: false, hiddenColumns: [] },
};

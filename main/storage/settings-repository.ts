import type { Database } from 'better-sqlite3';
import { defaultSettings, settingsSchema, type Settings } from '../contract/settings.ts';
import type { SettingsRepository } from '../core/ports/repositories.ts';

/** One row a setting; a value this version cannot read falls back to its default and stays in the file. */
export function createSettingsRepository(database: Database): SettingsRepository {
  const selectAll = database.prepare<[], { key: string; value: string }>('SELECT key, value FROM settings');
  const upsert = database.prepare<[string, string]>(
    'INSERT INTO settings (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value',
  );

  const read = (): Settings => {
    const stored: Record<string, unknown> = { ...defaultSettings };
    for (const { key, value } of selectAll.all()) {
      const schema = settingsSchema.shape[key as keyof Settings];
      const parsed = schema?.safeParse(JSON.parse(value));
      if (parsed?.success) stored[key] = parsed.data;
    }
    return settingsSchema.parse(stored);
  };

  return {
    read,
    write: database.transaction((patch) => {
      for (const [key, value] of Object.entries(patch)) {
        if (value !== undefined) upsert.run(key, JSON.stringify(value));
      }
      return read();
    }) as SettingsRepository['write'],
  };
}

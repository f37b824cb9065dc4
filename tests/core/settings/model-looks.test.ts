import { expect, onTestFinished, test } from 'vitest';
import type { ModelId } from '../../../main/contract/ids.ts';
import { SettingsService } from '../../../main/core/settings/settings-service.ts';
import { openStorage } from '../../../main/storage/storage.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

// Would catch: a page that may not see the looks while names are hidden, and so gives them anew, repainting every chart.
test('a model keeps the look it was given first', () => {
  const storage = openStorage({ dataFolder: temporaryFolder() });
  onTestFinished(() => storage.close());
  const settings = new SettingsService(storage.settings);
  const [one, other] = ['model-1', 'model-2'] as [ModelId, ModelId];
  settings.update({ modelLooks: { [one]: 3 } });
  settings.update({ modelLooks: { [one]: 0, [other]: 1 } });
  expect(settings.read().modelLooks).toEqual({ [one]: 3, [other]: 1 });
});

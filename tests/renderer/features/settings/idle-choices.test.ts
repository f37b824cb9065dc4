import { describe, expect, it } from 'vitest';
import { idleChoices } from '../../../../renderer/features/settings/idle-choices.ts';

describe('idleChoices', () => {
  // Would catch: a time set elsewhere that the list does not know, and that choosing would silently change.
  it('offers the present time too, in order, with never at the end', () => {
    expect(idleChoices(45).map(({ label }) => label)).toEqual([
      'After 5 minutes',
      'After 15 minutes',
      'After 30 minutes',
      'After 45 minutes',
      'After 1 hour',
      'After 4 hours',
      'Never',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { licenceName } from '../../../../renderer/features/library/licence-name.ts';

describe('licenceName', () => {
  // Would catch: “other” shown as if it were a licence, and an unknown licence shown as none.
  it.each([
    [{ id: 'apache-2.0', name: null, link: null }, 'Apache 2.0'],
    [{ id: 'Apache-2.0', name: null, link: null }, 'Apache 2.0'],
    [{ id: 'other', name: 'Falcon 3 TII', link: null }, 'Falcon 3 TII'],
    [{ id: 'other', name: null, link: null }, 'other'],
    [{ id: 'eupl-1.2', name: null, link: null }, 'eupl-1.2'],
    [{ id: '', name: null, link: null }, null],
    [null, null],
  ])('%j reads as %s', (licence, expected) => {
    expect(licenceName(licence)).toBe(expected);
  });
});

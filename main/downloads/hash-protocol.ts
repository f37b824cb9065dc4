/** What the hash worker starts with. The descriptor is the process's own, valid in every thread. */
export type HashTask = { readonly fd: number; readonly sizeBytes: number; readonly segmentBytes: number };

/** `crcs`: of segments completed since the last order. Orders of an earlier round are void. */
export type HashOrder = {
  readonly round: number;
  readonly frontBytes: number;
  readonly crcs: readonly (readonly [segment: number, crc: number])[];
};

export type HashReport =
  | { readonly type: 'hashed'; readonly hashedBytes: number }
  | { readonly type: 'suspect'; readonly segment: number; readonly round: number }
  | { readonly type: 'digest'; readonly sha256: string };

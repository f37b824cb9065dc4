/** What the hash worker starts with. The descriptor is the process's own, valid in every thread. */
export type HashTask = {
  readonly fd: number;
  readonly sizeBytes: number;
  readonly segmentBytes: number;
  /** What the file should be. */
  readonly sha256: string;
};

/** `crcs`: of segments completed since the last order. Orders of an earlier round are void. */
export type HashOrder = {
  readonly round: number;
  readonly frontBytes: number;
  readonly crcs: readonly (readonly [segment: number, crc: number])[];
};

export type HashReport =
  | { readonly type: 'hashed'; readonly hashedBytes: number }
  /** These segments on disk are not what arrived; the next round begins at the start of the file. */
  | { readonly type: 'suspects'; readonly segments: readonly number[]; readonly round: number }
  | { readonly type: 'digest'; readonly sha256: string };

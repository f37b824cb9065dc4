/** Where the Hub is and who asks; read anew for each request, because a person may change both meanwhile. */
export interface HubAccess {
  /** `https://huggingface.co` or a mirror, without a slash at the end. */
  origin(): string;
  /** Sent to the origin alone. */
  token(): string | null;
}

/** What goes wrong with one answer. */
export type HubFault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body?: string;
    }
  /** The body ends early, although the header promised more. */
  | { readonly kind: 'truncate'; readonly afterBytes: number }
  | { readonly kind: 'reset'; readonly afterBytes: number }
  /** Silence for ever after so many bytes of the body. */
  | { readonly kind: 'stall'; readonly afterBytes: number }
  /** The whole file with status 200, whatever range was asked for. */
  | { readonly kind: 'ignore-range' }
  /** A 206 for other bytes than were asked for. */
  | { readonly kind: 'wrong-range' }
  | { readonly kind: 'flip-bit'; readonly atByte: number }
  | { readonly kind: 'huge-json'; readonly sizeBytes: number; readonly isWithoutLength?: boolean }
  | { readonly kind: 'huge-header'; readonly sizeBytes: number }
  | { readonly kind: 'redirect'; readonly location: string };

export type FaultRule = {
  readonly origin: 'api' | 'cdn';
  /** Matches the path without its query. Default: every path. */
  readonly path?: RegExp;
  /** How many matching requests pass unharmed first. Default 0. */
  readonly after?: number;
  /** How many are harmed. Default 1. */
  readonly times?: number;
  readonly fault: HubFault;
};

type ActiveRule = { readonly rule: FaultRule; passed: number; used: number };

/** The faults still to be injected, first rule first. */
export class FaultPlan {
  #rules: ActiveRule[] = [];
  #struck = 0;

  add(rule: FaultRule): void {
    this.#rules.push({ rule, passed: 0, used: 0 });
  }

  /** How many requests were harmed so far. */
  get struck(): number {
    return this.#struck;
  }

  clear(): void {
    this.#rules = [];
  }

  /** Takes the fault for this request, if there is one. */
  take(origin: 'api' | 'cdn', path: string): HubFault | null {
    for (const active of this.#rules) {
      const { rule } = active;
      if (rule.origin !== origin || rule.path?.test(path) === false) continue;
      if (active.passed < (rule.after ?? 0)) {
        active.passed += 1;
        continue;
      }
      if (active.used >= (rule.times ?? 1)) continue;
      active.used += 1;
      this.#struck += 1;
      return rule.fault;
    }
    return null;
  }
}

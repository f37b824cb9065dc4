/** A text with `{name}` or `{name:format}` gaps, or its singular and plural chosen by `{count}`. */
export type Phrase = string | { readonly one: string; readonly other: string };
export type Words = Readonly<Record<string, Phrase>>;

type GapName<Gap extends string> = Gap extends `${infer Name}:${string}` ? Name : Gap;
type GapsOf<Text extends string> = Text extends `${string}{${infer Gap}}${infer Rest}`
  ? GapName<Gap> | GapsOf<Rest>
  : never;

/** The parameters a phrase needs, read from its own text. */
export type ParamsOf<P extends Phrase> = P extends string
  ? { readonly [K in GapsOf<P>]: string | number }
  : P extends { readonly one: infer One extends string; readonly other: infer Other extends string }
    ? { readonly [K in GapsOf<One> | GapsOf<Other> | 'count']: K extends 'count' ? number : string | number }
    : never;

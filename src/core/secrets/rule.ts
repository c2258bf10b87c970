/** What kinds of things must not leave unseen. A placeholder and the report's JSON speak of them by these names. */
export type Kind =
  | 'private-key'
  | 'token'
  | 'aws-key'
  | 'cookie'
  | 'url-credentials'
  | 'password'
  | 'email'
  | 'private-ip'
  | 'home';

export interface Rule {
  readonly kind: Kind;
  /** What a person calls it. */
  readonly name: string;
  /**
   * Never quadratic: anchored by a rare literal, every repetition bounded. A group (`value`, `double` or `single`) is
   * the part that is secret, where that is not the whole.
   */
  readonly pattern: RegExp;
  /** Whether it gives access to something, or only tells of a person or a network. */
  readonly secret: boolean;
  /** Whether it only holds for what programs print: in what people write, it would take ordinary sentences. */
  readonly printed: boolean;
  /** Where a pattern alone cannot tell: whether this is one. */
  accepts?(value: string): boolean;
}

/** Found in whatever people or programs write. */
export const secret = (kind: Kind, name: string, pattern: RegExp): Rule => ({
  kind,
  name,
  pattern,
  secret: true,
  printed: false,
});
/** Found in what programs print. */
export const printed = (kind: Kind, name: string, pattern: RegExp): Rule => ({
  ...secret(kind, name, pattern),
  printed: true,
});
/** Tells of a person or a network. */
export const personal = (kind: Kind, name: string, pattern: RegExp): Rule => ({
  ...secret(kind, name, pattern),
  secret: false,
});

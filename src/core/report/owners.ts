/** Where GitHub looks for CODEOWNERS, in its order. */
export const ownersFiles: readonly string[] = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'];

/** Somebody to ask about a fault, and why. */
export interface Askable {
  /** A login or a team with its @, or a name. */
  readonly name: string;
  readonly email: string | null;
  readonly why: 'owner' | 'reviewer';
}

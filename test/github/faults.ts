/** The ways in which GitHub (or the way to it) fails. */
export type FaultKind =
  | 'unauthorized'
  | 'saml'
  | 'forbidden'
  | 'primary-limit'
  | 'secondary-limit'
  | 'too-quickly'
  | 'not-found'
  | 'unprocessable'
  | 'server-error'
  /** The write took effect, and the proxy in front answers 502. */
  | 'server-error-after'
  | 'slow'
  /** The connection breaks before the request has any effect. */
  | 'cut-before'
  /** The write took effect, and no byte of the answer arrives. */
  | 'cut-after'
  /** The write took effect, and the answer breaks off half way. */
  | 'cut-midway'
  /** The category does not take discussions from this kind of token. */
  | 'category-closed'
  | 'discussions-disabled';

export interface Fault {
  /** A GraphQL operation's name (`CreateDiscussion`) or a method and path (`GET /user`); left out: every request. */
  readonly on?: string | RegExp;
  readonly kind: FaultKind;
  /** How often it strikes; once by default, `Infinity` for always. */
  readonly times?: number;
  /** Milliseconds, for `slow`. */
  readonly delay?: number;
  /** Seconds, for the limits. */
  readonly after?: number;
}

export class Faults {
  #armed: { readonly fault: Fault; left: number }[] = [];
  readonly #struck = new Map<FaultKind, number>();

  arm(fault: Fault): void {
    this.#armed.push({ fault, left: fault.times ?? 1 });
  }

  clear(): void {
    this.#armed = [];
  }

  /** How often each kind has struck. */
  get struck(): ReadonlyMap<FaultKind, number> {
    return this.#struck;
  }

  take(operation: string): Fault | null {
    const hit = this.#armed.find(({ fault: { on }, left }) => {
      if (left <= 0) return false;
      return on === undefined || (typeof on === 'string' ? on === operation : on.test(operation));
    });
    if (!hit) return null;
    hit.left -= 1;
    this.#struck.set(hit.fault.kind, (this.#struck.get(hit.fault.kind) ?? 0) + 1);
    return hit.fault;
  }
}

export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: unknown;
}

const documentation = 'https://docs.github.com/rest';

/** What GitHub answers instead, as documented; null for faults that are not an answer of its own. */
export function answerOf(fault: Fault, graphql: boolean, now: number): Answer | null {
  const message = (status: number, text: string, headers: Record<string, string> = {}): Answer => ({
    status,
    headers,
    body: { message: text, documentation_url: documentation, status: String(status) },
  });
  const refusal = (type: string, text: string, extensions?: Record<string, unknown>): Answer => ({
    status: 200,
    body: { data: null, errors: [{ type, message: text, path: [], ...(extensions ? { extensions } : {}) }] },
  });
  const after = fault.after ?? 60;
  const spent = {
    'x-ratelimit-limit': '5000',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-reset': String(Math.ceil(now / 1000) + after),
  };
  switch (fault.kind) {
    case 'unauthorized':
      return message(401, 'Bad credentials');
    case 'saml':
      return message(403, 'Resource protected by organization SAML enforcement.', {
        'x-github-sso': 'required; url=https://github.com/orgs/baton-sample/sso?authorization_request=A',
      });
    case 'forbidden':
      return graphql
        ? refusal('FORBIDDEN', 'You do not have permission to do this.')
        : message(403, 'Must have write access.');
    case 'primary-limit':
      return graphql
        ? { ...refusal('RATE_LIMITED', 'API rate limit already exceeded.'), headers: spent }
        : message(403, 'API rate limit exceeded.', spent);
    case 'secondary-limit':
      return message(403, 'You have exceeded a secondary rate limit.', { 'retry-after': String(after) });
    case 'too-quickly':
      return graphql
        ? refusal('UNPROCESSABLE', 'was submitted too quickly')
        : message(422, 'was submitted too quickly');
    case 'not-found':
      return graphql ? refusal('NOT_FOUND', 'Could not resolve to a node.') : message(404, 'Not Found');
    case 'unprocessable':
      return graphql ? refusal('UNPROCESSABLE', 'Validation failed') : message(422, 'Validation Failed');
    case 'server-error':
      return { status: 502, body: 'Bad Gateway' };
    case 'category-closed':
      return refusal('FORBIDDEN', 'integration-forbidden', { code: 'integration-forbidden' });
    case 'discussions-disabled':
      return refusal('FORBIDDEN', 'Discussions are disabled for this repository.');
    case 'server-error-after':
    case 'slow':
    case 'cut-before':
    case 'cut-after':
    case 'cut-midway':
      return null;
  }
}

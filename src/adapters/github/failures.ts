import { CancelledError, UserError } from '../../core/errors';
import { LostAnswerError, RefusedError, UnavailableError, type RefusalReason } from '../../core/ports/github';

/** What was asked of GitHub, for the sentence that tells why it failed. */
export interface Asked {
  readonly host: string;
  /** `owner/name`, or what else was asked for. */
  readonly about: string;
  readonly write: boolean;
  readonly cancelled: boolean;
  readonly now: number;
}

/** One error of a GraphQL answer. */
export interface GraphQlProblem {
  readonly type?: string;
  readonly message?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
}

// No connection was made, so nothing was sent.
const unsent = new Set([
  'ENOTFOUND',
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ENETUNREACH',
  'ENETDOWN',
  'EHOSTUNREACH',
  'EHOSTDOWN',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const untrusted = /^(CERT_|ERR_TLS|ERR_SSL|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO_)/;

/** The answer never came or made no sense. Nothing of the error is kept: it may hold headers. */
export function transportFailure(error: unknown, asked: Asked): Error {
  const code = codeOf(error);
  if (code !== null && untrusted.test(code)) {
    return new UnavailableError(
      `The certificate of ${asked.host} is not trusted here (${code}). Ask your administrator for its root certificate.`,
    );
  }
  if (code !== null && unsent.has(code)) {
    return new UnavailableError(`${asked.host} cannot be reached. Check the network and try again.`);
  }
  if (asked.write)
    return new LostAnswerError(`${asked.host} did not answer, so it is not known whether it arrived.`);
  if (asked.cancelled) return new CancelledError('cancelled');
  return new UnavailableError(`${asked.host} did not answer. Check the network and try again.`);
}

/** An answer with an HTTP status of 400 or more. */
export function statusFailure(status: number, headers: Headers, asked: Asked): Error {
  const { host, about } = asked;
  if (status === 401) return signedOut(host);
  if (status === 403 && headers['x-github-sso']) return saml(host);
  if (
    status === 429 ||
    headers['retry-after'] ||
    (status === 403 && headers['x-ratelimit-remaining'] === '0')
  ) {
    return limited(headers, asked);
  }
  if (status >= 500) {
    return asked.write
      ? new LostAnswerError(`${host} answered ${status}, so it is not known whether it arrived.`)
      : new UnavailableError(`${host} has a problem of its own (${status}). Try again in a few minutes.`);
  }
  if (status === 403) return forbidden(asked);
  if (status === 404) return notFound(asked);
  return refused(
    'not-accepted',
    `${host} did not accept this for ${about} (${status}). Check title and length.`,
  );
}

/** An answer with GraphQL errors. */
export function graphqlFailure(problems: readonly GraphQlProblem[], headers: Headers, asked: Asked): Error {
  const { host, about } = asked;
  const types = new Set(problems.map(({ type }) => type));
  if (problems.some(({ extensions }) => extensions?.saml_failure === true)) return saml(host);
  if (types.has('RATE_LIMITED')) return limited(headers, asked);
  // GitHub gives these two no type of their own: the wording is all there is.
  if (problems.some(({ message }) => message?.includes('was submitted too quickly'))) {
    const until = asked.now + 60_000;
    return new UnavailableError(
      `${host} takes no more texts from you for now. Try again after ${clock(until)}; it can last an hour.`,
      new Date(until).toISOString(),
    );
  }
  if (
    problems.some((each) =>
      [each.type, each.message, each.extensions?.code].includes('integration-forbidden'),
    )
  ) {
    return refused(
      'category-closed',
      `This category of ${about} takes no posts from tools. Choose another category.`,
    );
  }
  if (types.has('INSUFFICIENT_SCOPES')) {
    return refused(
      'scope',
      `Your sign-in does not allow writing to ${about}. Sign in again and allow the access asked for.`,
    );
  }
  if (types.has('FORBIDDEN')) return forbidden(asked);
  if (types.has('NOT_FOUND')) return notFound(asked);
  if (types.has('INVALID_CURSOR_ARGUMENTS'))
    return refused(
      'not-found',
      `${host} does not know any more where to read on in ${about}. Try again: that begins anew.`,
    );
  if (types.has('UNPROCESSABLE')) {
    return refused(
      'not-accepted',
      `${host} did not accept this for ${about}. Check title, length and category.`,
    );
  }
  if (asked.write)
    return new LostAnswerError(`${host} failed while writing, so it is not known whether it arrived.`);
  return new UnavailableError(`${host} could not answer. Try again in a few minutes.`);
}

export type Headers = Readonly<Record<string, string | number | undefined>>;

export function isExpected(error: unknown): boolean {
  return error instanceof UserError || error instanceof LostAnswerError || error instanceof CancelledError;
}

export function refused(reason: RefusalReason, message: string): RefusedError {
  return new RefusedError(message, reason);
}

function notFound({ host, about }: Pick<Asked, 'host' | 'about'>): RefusedError {
  return refused(
    'not-found',
    `${host} does not have ${about}, or this account may not see it. Check the name and who is signed in.`,
  );
}

function signedOut(host: string): RefusedError {
  return refused('signed-out', `${host} does not know this sign-in any more. Sign in again.`);
}

function saml(host: string): RefusedError {
  return refused(
    'saml',
    `This organization on ${host} asks for single sign-on. Sign in again and authorize it there.`,
  );
}

function forbidden({ about, write }: Asked): RefusedError {
  return write
    ? refused(
        'no-permission',
        `This account may not write to ${about}. Ask for access, or choose another place.`,
      )
    : refused(
        'no-permission',
        `This account may not read ${about}. Ask for access, or sign in with another account.`,
      );
}

/** Says when it ends as a clock time: the sentence may be read later. */
function limited(headers: Headers, { host, now }: Asked): UnavailableError {
  const after = Number(headers['retry-after']);
  const reset = Number(headers['x-ratelimit-reset']);
  const until =
    headers['retry-after'] !== undefined && Number.isFinite(after)
      ? now + after * 1000
      : Number.isFinite(reset) && reset > 0
        ? reset * 1000
        : now + 60_000;
  // A server's number is not to be trusted with the range of dates.
  const at = Math.min(Math.max(until, now), now + 86_400_000);
  return new UnavailableError(
    `${host} takes no more requests from you until ${clock(at)}. Nothing is lost; try again then.`,
    new Date(at).toISOString(),
  );
}

/** To the minute, rounded up: asking earlier would fail again. */
function clock(at: number): string {
  return `${new Date(Math.ceil(at / 60_000) * 60_000).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** The system's error code, from wherever fetch hid it. */
function codeOf(error: unknown): string | null {
  let each: unknown = error;
  for (let depth = 0; depth < 5 && typeof each === 'object' && each !== null; depth++) {
    const { code, cause, errors } = each as { code?: unknown; cause?: unknown; errors?: unknown };
    if (typeof code === 'string') return code;
    each = cause ?? (Array.isArray(errors) ? (errors as unknown[])[0] : undefined);
  }
  return null;
}

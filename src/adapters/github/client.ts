import type { Cancellation } from '../../core/cancel';
import { CancelledError } from '../../core/errors';
import { apiUrl } from './hosts';
import {
  graphqlFailure,
  isExpected,
  statusFailure,
  transportFailure,
  type Asked,
  type GraphQlProblem,
  type Headers,
} from './failures';

/** Milliseconds until a request counts as unanswered. */
export const usualPatience = { read: 20_000, write: 30_000 };

export interface Question {
  readonly document: string;
  readonly variables: Readonly<Record<string, unknown>>;
  /** What a failure's sentence speaks of. */
  readonly about: string;
  readonly signal: Cancellation | undefined;
}

/** GraphQL at one host. Rejects with what failures.ts knows, and never with anything that holds the token. */
export interface Client {
  read<Answer, Picked>(question: Question, pick: (answer: Answer) => Picked): Promise<Picked>;
  /** Sends once: nothing repeats a write by itself. */
  write<Answer, Picked>(question: Question, pick: (answer: Answer) => Picked): Promise<Picked>;
}

// Octokit and the requests that it makes would both log to the console, addresses included.
const quiet = (): void => {};
const silence = { debug: quiet, info: quiet, warn: quiet, error: quiet };

type Send = (document: string, options: Record<string, unknown>) => Promise<unknown>;

/** `pace` is the unit of the pauses between repeated reads, in milliseconds. */
export function createClient(host: string, token: string, pace = 250, patience = usualPatience): Client {
  let ready: Promise<Send> | undefined;
  const connect = async (): Promise<Send> => {
    const [{ Octokit }, { retry }] = await Promise.all([
      import('@octokit/rest'),
      import('@octokit/plugin-retry'),
    ]);
    const octokit = new (Octokit.plugin(retry))({
      auth: token,
      baseUrl: apiUrl(host),
      userAgent: 'baton',
      log: silence,
      retry: { retries: 2, retryAfterBaseValue: pace, doNotRetry: [400, 401, 403, 404, 410, 422, 429, 451] },
    });
    return (document, options) => octokit.graphql(document, options);
  };

  const ask = async <Answer, Picked>(
    question: Question,
    pick: (answer: Answer) => Picked,
    write: boolean,
  ): Promise<Picked> => {
    const { signal, about, document, variables } = question;
    if (signal?.aborted) throw new CancelledError('cancelled');
    const send = await (ready ??= connect());
    // A signal that aborted meanwhile would never tell.
    if (signal?.aborted) throw new CancelledError('cancelled');
    const limit = new AbortController();
    const stop = (): void => limit.abort(new CancelledError('cancelled'));
    signal?.addEventListener('abort', stop, { once: true });
    const timer = setTimeout(() => limit.abort(new Error('timeout')), write ? patience.write : patience.read);
    try {
      const request = { signal: limit.signal, log: silence, ...(write ? { retries: 0 } : {}) };
      // A body that broke off, or that is not GitHub's, arrives as undefined: then picking throws.
      return pick((await untilAborted(send(document, { ...variables, request }), limit.signal)) as Answer);
    } catch (error) {
      const partial = write ? null : pickedFrom(error, pick);
      if (partial) return partial.picked;
      const asked = { host, about, write, cancelled: signal?.aborted === true, now: Date.now() };
      throw failureOf(error, asked);
    } finally {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    }
  };

  return {
    read: (question, pick) => ask(question, pick, false),
    write: (question, pick) => ask(question, pick, true),
  };
}

/** Settles at once when the signal aborts: the library may be in a pause before it looks. */
async function untilAborted(work: Promise<unknown>, signal: AbortSignal): Promise<unknown> {
  let stop = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason as Error);
    signal.addEventListener('abort', stop, { once: true });
  });
  try {
    return await Promise.race([work, aborted]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** What was asked for may be there although a part was refused, such as the private parent of a fork. */
function pickedFrom<Answer, Picked>(
  error: unknown,
  pick: (answer: Answer) => Picked,
): { picked: Picked } | null {
  const { data } = error as { data?: unknown };
  if (typeof data !== 'object' || data === null) return null;
  try {
    return { picked: pick(data as Answer) };
  } catch {
    return null;
  }
}

function failureOf(error: unknown, asked: Asked): Error {
  if (isExpected(error) && !(error instanceof CancelledError)) return error as Error;
  const { errors, headers, response, status } = error as {
    errors?: readonly GraphQlProblem[];
    headers?: Headers;
    response?: { readonly headers?: Headers; readonly data?: unknown };
    status?: number;
  };
  if (Array.isArray(errors) && headers) return graphqlFailure(errors as GraphQlProblem[], headers, asked);
  if (response && typeof status === 'number' && status >= 400) {
    return statusFailure(status, response.headers ?? {}, asked);
  }
  return transportFailure(error, asked);
}

import assert from 'node:assert/strict';
import {
  graphqlFailure,
  statusFailure,
  transportFailure,
  type Asked,
  type Headers,
} from '../../../src/adapters/github/failures';
import { LostAnswerError, RefusedError, UnavailableError } from '../../../src/core/ports/github';

const now = Date.parse('2026-11-21T10:00:30.000Z');
const reading: Asked = { host: 'github.com', about: 'o/r', write: false, cancelled: false, now };
const writing: Asked = { ...reading, write: true };

describe('a write whose answer tells nothing', () => {
  it('may have arrived, whatever kept the answer away', () => {
    assert.ok(transportFailure(new Error('reset'), writing) instanceof LostAnswerError);
    assert.ok(
      transportFailure(new Error('reset'), { ...writing, cancelled: true }) instanceof LostAnswerError,
    );
    assert.ok(statusFailure(502, {}, writing) instanceof LostAnswerError);
    const said = [{ message: 'Something went wrong while executing your query.' }];
    assert.ok(graphqlFailure(said, {}, writing) instanceof LostAnswerError);
    assert.ok(graphqlFailure(said, {}, reading) instanceof UnavailableError);
  });

  it('was not sent when there was no connection, or no trust in the other side', () => {
    const failed = (code: string): Error => transportFailure({ cause: { code } }, writing);
    for (const code of ['ECONNREFUSED', 'ENOTFOUND', 'UND_ERR_CONNECT_TIMEOUT'])
      assert.match(failed(code).message, /^github\.com cannot be reached/);
    for (const code of ['CERT_HAS_EXPIRED', 'DEPTH_ZERO_SELF_SIGNED_CERT', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE'])
      assert.match(failed(code).message, /^The certificate of github\.com is not trusted here/);
  });

  it('keeps nothing of the error, which may hold headers', () => {
    const error = Object.assign(new Error('boom'), {
      request: { headers: { authorization: 'token s3cret' } },
    });
    const told = transportFailure(error, writing);
    assert.equal(told.cause, undefined);
    assert.doesNotMatch(JSON.stringify({ ...told, message: told.message, stack: told.stack }), /s3cret/);
  });
});

describe('a rate limit', () => {
  const until = (headers: Headers): string | null => {
    const failure = statusFailure(403, { 'x-ratelimit-remaining': '0', ...headers }, reading);
    assert.ok(failure instanceof UnavailableError);
    return failure.retryAt;
  };

  it('ends when GitHub says, and after a minute when it does not', () => {
    assert.equal(until({ 'retry-after': '90' }), '2026-11-21T10:02:00.000Z');
    assert.equal(until({ 'x-ratelimit-reset': String(now / 1000 + 1800) }), '2026-11-21T10:30:30.000Z');
    assert.equal(
      until({ 'retry-after': '5', 'x-ratelimit-reset': String(now / 1000 + 1800) }),
      '2026-11-21T10:00:35.000Z',
    );
    assert.equal(until({}), '2026-11-21T10:01:30.000Z');
  });

  it('is never over already, nor longer than a day, whatever a server says', () => {
    assert.equal(until({ 'x-ratelimit-reset': '1' }), '2026-11-21T10:00:30.000Z');
    assert.equal(until({ 'retry-after': '1e300' }), '2026-11-22T10:00:30.000Z');
  });

  it('is told as a clock time, rounded up to the minute', () => {
    const { message } = statusFailure(429, { 'retry-after': '10' }, reading);
    assert.match(message, /until 2026-11-21 10:01 UTC/);
  });
});

describe('a place to read on from that GitHub knows no more', () => {
  it('is refused for good: asking again would be told the same', () => {
    const failure = graphqlFailure([{ type: 'INVALID_CURSOR_ARGUMENTS' }], {}, reading);
    assert.ok(failure instanceof RefusedError);
    assert.equal(failure.reason, 'not-found');
    assert.match(failure.message, /Try again/);
  });
});

import assert from 'node:assert/strict';
import { findSecrets, redact } from '../../../src/core/secrets/find';
import { assertLinear } from '../growth';

// Put together here, so that no scanner takes this file for a leak.
const made = (...parts: string[]): string => parts.join('');

describe('what should not be posted unseen', () => {
  const kinds: [string, string][] = [
    ['GitHub token', made('ghp_', 'a1B2'.repeat(9))],
    ['GitHub token', made('github_pat_', 'a1B2'.repeat(12))],
    ['AWS key id', made('AKIA', 'ABCDEFGH12345678')],
    ['Slack token', made('xoxb-', '1234567890-abcdef')],
    ['Stripe key', made('sk_live_', 'a1b2c3d4e5f6g7h8')],
    ['Google key', made('AIza', 'a1B2c3D'.repeat(5))],
    ['JSON web token', made('eyJhbGciOiJI.', 'eyJzdWIiOiIx.', 'c2lnbmF0dXJl')],
    ['private key', made('-----BEGIN RSA ', 'PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----')],
    ['authorization header', made('Bearer ', 'a1b2c3d4e5f6a1b2c3d4')],
    ['password in a URL', made('redis://:', 'hunter2@')],
    ['authorization header', made('Basic ', 'dXNlcjpwYXNzd29yZA1=')],
    ['private key', made('-----BEGIN OPENSSH ', 'PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----')],
    ['cookie', made('Set-Cookie: ', 'sid=abc123def')],
    ['token in a URL', made('?access_', 'token=s3cr3tv4lue')],
    ['token', made('token=', 'a1b2c3d4')],
    ['password', made('password: ', 'hunter2hunter2')],
    ['e-mail address', 'asha@example.com'],
    ['private address', '10.1.2.3'],
    ['home path', '/home/asha'],
    ['home path', 'C:\\Users\\asha'],
  ];
  for (const [kind, text] of kinds) {
    it(`finds a ${kind} (${text.slice(0, 4)}…) where it stands and takes it out whole`, () => {
      const note = `first\nbefore ${text} after`;
      const [found, ...more] = findSecrets(note);
      assert.deepEqual(more, []);
      assert.equal(found?.kind, kind);
      assert.equal(found?.line, 2);
      assert.equal(note.slice(found?.start, found?.end), text);
      assert.equal(redact(note, [found!]), `first\nbefore [${kind} removed] after`);
      assert.ok(!found?.excerpt.includes(text.slice(0, 6)));
    });
  }

  it('leaves alone what a note is made of', () => {
    const note =
      'See #142 at `9f31c2e`, token refresh works, 192.169.1.1, v10.2.3, git@github.com:pune/ledger.git, ' +
      '1234+asha@users.noreply.github.com, password: rotate it soon, https://github.com/pune/ledger @pune-dev';
    assert.deepEqual(findSecrets(note), []);
  });

  it('counts overlapping findings once', () => {
    const note = made('token=', 'ghp_', 'a1B2'.repeat(9));
    assert.equal(findSecrets(note).length, 1);
  });

  it('takes time that grows with hostile text, not with its square', () => {
    for (const piece of [
      'eyJa-',
      'a@a.',
      'x://a',
      'password',
      'bearer ',
      '-----BEGIN A PRIVATE KEY-----',
      '/home/',
      'A://:',
      'a.a.',
    ]) {
      assertLinear((size) => findSecrets(piece.repeat(Math.ceil(size / piece.length))), 16_384, piece);
    }
  });

  it('is another finding when another value stands at the same place', () => {
    const [sample, real] = ['a1B2', 'z9Y8'].map((part) => findSecrets(made('ghp_', part.repeat(9)))[0]?.id);
    assert.notEqual(sample, real);
    assert.equal(sample, findSecrets(made('ghp_', 'a1B2'.repeat(9)))[0]?.id);
  });
});

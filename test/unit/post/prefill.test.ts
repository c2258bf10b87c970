import assert from 'node:assert/strict';
import { longestUrl, prefilledDiscussion, prefilledIssue } from '../../../src/core/post/prefill';

const ledger = { host: 'github.com', owner: 'pune', name: 'ledger' };

describe('a prefilled page', () => {
  it('carries title, body and category', () => {
    const { url, complete } = prefilledDiscussion(ledger, 'Q&A', 'A & B', 'x\n#1 é');
    const parsed = new URL(url);
    assert.equal(parsed.origin + parsed.pathname, 'https://github.com/pune/ledger/discussions/new');
    assert.deepEqual(Object.fromEntries(parsed.searchParams), {
      category: 'q-a',
      title: 'A & B',
      body: 'x\n#1 é',
    });
    assert.equal(complete, true);
  });

  it('leaves the body out when the address would be longer than GitHub takes, and says so', () => {
    const fits = (length: number) => prefilledIssue(ledger, 'T', 'é'.repeat(length));
    const most = Math.floor((longestUrl - prefilledIssue(ledger, 'T', '').url.length) / 6);
    assert.equal(fits(most).complete, true);
    const cut = fits(most + 1);
    assert.equal(cut.complete, false);
    assert.equal(new URL(cut.url).searchParams.get('title'), 'T');
    assert.equal(new URL(cut.url).searchParams.has('body'), false);
  });

  it('keeps the scheme and port of a server on this machine', () => {
    assert.ok(
      prefilledIssue({ ...ledger, host: 'http://127.0.0.1:4000' }, 'T', '').url.startsWith(
        'http://127.0.0.1:4000/pune/',
      ),
    );
  });

  it('survives half a character', () => {
    assert.match(prefilledIssue(ledger, 'T', 'a\ud800b').url, /a%EF%BF%BDb$/);
  });
});

import assert from 'node:assert/strict';
import { addressFromName, addressOf, sameAddress } from '../../../src/core/post/remote';

const at = (url: string): string | null => {
  const address = addressOf(url);
  return address && `${address.host} ${address.owner}/${address.name}`;
};

describe('the address in a remote URL', () => {
  it('is read from every form that git takes', () => {
    for (const url of [
      'https://github.com/pune/ledger.git',
      'https://user:secret@github.com/pune/ledger',
      'https://www.github.com/pune/ledger/',
      'git@github.com:pune/ledger.git',
      'github.com:pune/ledger',
      'ssh://git@github.com/pune/ledger.git',
      'ssh://git@ssh.github.com:443/pune/ledger.git',
      'git://github.com/pune/ledger.git',
      'HTTPS://GitHub.com/pune/ledger.git',
    ]) {
      assert.equal(at(url), 'github.com pune/ledger', url);
    }
  });

  it('keeps the host and web port of an enterprise server, and drops the port of ssh', () => {
    assert.equal(at('https://ghe.example.com/pune/ledger.git'), 'ghe.example.com pune/ledger');
    assert.equal(at('https://ghe.example.com:8443/pune/ledger'), 'ghe.example.com:8443 pune/ledger');
    assert.equal(at('ssh://git@ghe.example.com:2222/pune/ledger'), 'ghe.example.com pune/ledger');
    assert.equal(at('git@acme.ghe.com:pune/ledger.git'), 'acme.ghe.com pune/ledger');
  });

  it('keeps plain http for this machine only, so that no token crosses a network in the clear', () => {
    assert.equal(
      at('http://127.0.0.1:4000/baton-sample/ledger.git'),
      'http://127.0.0.1:4000 baton-sample/ledger',
    );
    assert.equal(at('http://ghe.example.com/pune/ledger'), 'ghe.example.com pune/ledger');
    assert.equal(at('http://127.0.0.1.evil.example/pune/ledger'), '127.0.0.1.evil.example pune/ledger');
  });

  it('is none for other hosts, for paths on disk and for what is no repository', () => {
    for (const url of [
      'https://gitlab.com/pune/ledger.git',
      'git@bitbucket.org:pune/ledger.git',
      'git@gitlab.example.com:pune/ledger.git',
      'https://dev.azure.com/pune/ledger',
      'https://codeberg.org/pune/ledger',
      '/srv/git/ledger.git',
      '../ledger',
      'C:\\work\\ledger',
      'C:/code/ledger',
      'file:///srv/git/pune/ledger',
      'https://github.com/ledger',
      'https://github.com/a/b/c',
      'https://github.com/pune/..',
      'https://github.com/pune/led ger',
      '',
    ]) {
      assert.equal(at(url), null, url);
    }
  });

  it('is the same in any case, as GitHub sees it', () => {
    const one = { host: 'github.com', owner: 'Pune', name: 'Ledger' };
    assert.ok(sameAddress(one, { host: 'github.com', owner: 'pune', name: 'ledger' }));
    assert.ok(!sameAddress(one, { host: 'ghe.example.com', owner: 'pune', name: 'ledger' }));
  });

  it('is read from owner/name and nothing else', () => {
    assert.deepEqual(addressFromName(' pune/ledger ', 'github.com'), {
      host: 'github.com',
      owner: 'pune',
      name: 'ledger',
    });
    for (const text of ['ledger', 'a/b/c', 'pune/', '/ledger', 'pu ne/ledger', 'pune/..']) {
      assert.equal(addressFromName(text, 'github.com'), null, text);
    }
  });
});

import assert from 'node:assert/strict';
import { postedOf } from '../../../src/adapters/github/answers';
import { apiUrl } from '../../../src/adapters/github/hosts';

describe('where the API of a host answers', () => {
  it('is told by its name', () => {
    assert.equal(apiUrl('github.com'), 'https://api.github.com');
    assert.equal(apiUrl('acme.ghe.com'), 'https://api.acme.ghe.com');
    assert.equal(apiUrl('ghe.example.com:8443'), 'https://ghe.example.com:8443/api/v3');
    assert.equal(apiUrl('http://127.0.0.1:4000'), 'http://127.0.0.1:4000/api/v3');
  });

  it('is never reached in the clear, except on this machine', () => {
    assert.throws(() => apiUrl('http://ghe.example.com'), { name: 'UserError', message: /unencrypted/ });
    assert.throws(() => apiUrl('http://127.0.0.1.example.com'), { name: 'UserError' });
  });

  for (const host of ['ghe.example.com/evil', 'a@ghe.example.com', 'ghe.example.com?x', 'ftp://x', ''])
    it(`is nowhere for what is no host: "${host}"`, () => {
      assert.throws(() => apiUrl(host), { name: 'UserError', message: /not the address of a GitHub host/ });
    });
});

describe('an address in an answer', () => {
  const answer = {
    id: 'D_1',
    body: '',
    createdAt: '2026-11-21T10:00:00Z',
    viewerDidAuthor: true,
    viewerCanUpdate: true,
  };

  it('is kept when it is a web page, and starts no other program', () => {
    assert.equal(postedOf({ ...answer, url: 'https://github.com/o/r/1' }).url, 'https://github.com/o/r/1');
    for (const url of ['file:///etc/passwd', 'vscode://x', 'javascript:alert(1)', 'command:x'])
      assert.equal(postedOf({ ...answer, url }).url, '');
  });
});

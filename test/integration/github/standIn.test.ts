import assert from 'node:assert/strict';
import { startStandIn, type StandIn } from '../../github/server';
import { addDiscussion } from '../../github/world';

describe('the stand-in of GitHub', () => {
  let standIn: StandIn;
  before(async () => {
    standIn = await startStandIn({ login: 'lisbon-dev' });
  });
  after(() => standIn.close());

  const request = (path: string, init: RequestInit = {}, token = standIn.token('pune-dev')) =>
    fetch(standIn.url + path, { ...init, headers: { authorization: `token ${token}`, ...init.headers } });
  const graphql = async (query: string) =>
    (await (await request('/api/graphql', { method: 'POST', body: JSON.stringify({ query }) })).json()) as {
      data?: Record<string, unknown>;
      errors?: { message: string; type?: string }[];
    };

  it('signs a person in by device code, the next one as another', async () => {
    const signIn = async () => {
      const code = await fetch(`${standIn.url}/login/device/code?client_id=x&scope=repo%20read:user`, {
        method: 'POST',
      });
      const { device_code, verification_uri } = (await code.json()) as Record<string, string>;
      assert.match(await (await fetch(verification_uri!)).text(), /You are signed in/);
      const granted = await fetch(`${standIn.url}/login/oauth/access_token?device_code=${device_code}`, {
        method: 'POST',
      });
      const { access_token } = (await granted.json()) as Record<string, string>;
      const user = await request('/api/v3/user', {}, access_token);
      return [((await user.json()) as { login: string }).login, user.headers.get('x-oauth-scopes')];
    };
    assert.deepEqual(await signIn(), ['lisbon-dev', 'repo, read:user']);
    standIn.signsIn('ops-dev');
    assert.deepEqual(await signIn(), ['ops-dev', 'repo, read:user']);
  });

  it('fails for a field that GitHub does not have, and for one that it does not know itself', async () => {
    const ask = (field: string) =>
      graphql(`query Q { repository(owner: "baton-sample", name: "ledger") { ${field} } }`);
    assert.match((await ask('isAsleep')).errors?.[0]?.message ?? '', /Cannot query field "isAsleep"/);
    assert.match(
      (await ask('stargazerCount')).errors?.[0]?.message ?? '',
      /does not know Repository.stargazerCount/,
    );
    assert.equal((await ask('isPrivate')).errors, undefined);
    assert.match((await ask('discussions { totalCount }')).errors?.[0]?.message ?? '', /`first` or `last`/);
  });

  it('refuses a property that GitHub’s REST API does not take', async () => {
    const create = (body: object) =>
      request('/api/v3/repos/baton-sample/ledger/issues', { method: 'POST', body: JSON.stringify(body) });
    assert.equal((await create({ title: 'T', colour: 'red' })).status, 422);
    assert.equal((await create({ body: 'no title' })).status, 422);
    assert.equal((await create({ title: 'T', labels: ['bug'] })).status, 201);
  });

  it('drops labels silently for people without push access, as GitHub does', async () => {
    const body = JSON.stringify({ title: 'T', labels: ['bug'] });
    const answer = await request(
      '/api/v3/repos/baton-sample/ledger/issues',
      { method: 'POST', body },
      standIn.token('reader-dev'),
    );
    assert.deepEqual(((await answer.json()) as { labels: unknown[] }).labels, []);
  });

  it('answers 304 to a known ETag and pages lists by Link', async () => {
    const path = '/api/v3/repos/baton-sample/ledger/issues?per_page=1';
    const token = standIn.token('pune-dev');
    const first = await request(path, {}, token);
    assert.match(first.headers.get('link') ?? '', /page=2>; rel="next"/);
    const etag = first.headers.get('etag') ?? '';
    assert.equal((await request(path, { headers: { 'if-none-match': etag } }, token)).status, 304);
    assert.equal((await request('/api/v3/user', {}, 'unknown')).status, 401);
  });

  it('shows a discussion at its own address with everything escaped', async () => {
    const [category] = standIn.ledger.categories;
    const body = '<script>alert(1)</script> & "quotes"';
    const { url } = addDiscussion(standIn.world, standIn.ledger, {
      author: 'pune-dev',
      title: '<b>T</b>',
      body,
      category: category!,
    });
    const page = await fetch(url);
    const html = await page.text();
    assert.ok(!/<script|<b>/.test(html));
    assert.match(html, /&#60;script&#62;alert/);
    assert.match(page.headers.get('content-security-policy') ?? '', /default-src 'none'/);
    assert.equal((await fetch(`${standIn.url}/baton-sample/ledger/discussions/999`)).status, 404);
  });
});

import assert from 'node:assert/strict';
import { readTeamFile } from '../../../src/core/team/file';
import { whoAmI } from '../../../src/usecases/whoAmI';

const { team } = readTeamFile(
  'members: [{ name: Ada L, login: ada, emails: [ada@work.example, ada@home.example], zone: Europe/Lisbon }, { name: Bo, login: bo }]',
);

const repository = (email: string | null, name: string | null = 'Ada') => ({
  identity: () => Promise.resolve({ name, email }),
  // .mailmap: old addresses stand for the new one.
  canonicalEmails: (emails: readonly string[]) =>
    Promise.resolve(emails.map((each) => (each === 'old@work.example' ? 'ada@work.example' : each))),
});

describe('who I am', () => {
  const ask = { team, as: [], zone: 'Asia/Kolkata' };

  it("is git's user with the aliases of .mailmap and of the team file", async () => {
    const { author, member } = await whoAmI({ ...ask, repository: repository('old@work.example') });
    assert.deepEqual(author, {
      name: 'Ada',
      emails: ['old@work.example', 'ada@work.example', 'ada@home.example'],
      login: 'ada',
      zone: 'Europe/Lisbon',
    });
    assert.equal(member?.name, 'Ada L');
  });

  it('is whom --as names, whatever git says', async () => {
    const { author, member } = await whoAmI({
      ...ask,
      as: ['5+bo@users.noreply.github.com'],
      repository: repository('ada@work.example'),
    });
    assert.deepEqual(author, {
      name: 'Bo',
      emails: ['5+bo@users.noreply.github.com'],
      login: 'bo',
      zone: 'Asia/Kolkata',
    });
    assert.equal(member?.name, 'Bo');
  });

  it('is what the person chose before', async () => {
    const { author } = await whoAmI({
      ...ask,
      chosen: { email: 'Ada@Home.example', login: 'ada' },
      repository: repository(null, null),
    });
    assert.deepEqual([author?.name, author?.emails[0], author?.login], ['Ada L', 'ada@home.example', 'ada']);
  });

  it('is the teammate of the same name where the team file holds no address', async () => {
    const { member, author } = await whoAmI({ ...ask, repository: repository('new@bo.example', 'BO') });
    assert.deepEqual([member?.name, author?.login, author?.emails], ['Bo', 'bo', ['new@bo.example']]);
    const other = await whoAmI({ ...ask, repository: repository('new@ada.example', 'Ada L') });
    assert.equal(other.member, null, 'a teammate with other addresses is somebody else');
  });

  it('is nobody where neither git nor the person says', async () => {
    assert.deepEqual(await whoAmI({ ...ask, repository: repository(null) }), { author: null, member: null });
    assert.deepEqual(await whoAmI({ ...ask, repository: null }), { author: null, member: null });
  });

  it('is in the zone of my machine when the team does not know me', async () => {
    const { author, member } = await whoAmI({ ...ask, repository: repository('z@x.y', 'Zoe') });
    assert.deepEqual([author, member], [{ name: 'Zoe', emails: ['z@x.y'], zone: 'Asia/Kolkata' }, null]);
  });
});

import assert from 'node:assert/strict';
import { readTeamFile } from '../../../src/core/team/file';
import { withPrivate } from '../../../src/core/team/private';

describe('what one person alone knows of a team', () => {
  const { team } = readTeamFile(
    'members: [{ name: Ada, login: ada, hours: 8-16, leave: 2026-11-20 }, { name: Bo, zone: UTC }]',
  );
  assert(team);

  it('is put to the member of the same login or name, and leaves alone what it does not speak of', () => {
    const { team: known, problems } = withPrivate(team, [
      { login: 'ADA', emails: ['ada@x.y'], leave: '2026-12-24' },
      { name: 'bo', zone: 'Asia/Tokyo', hours: '10:00-18:00', days: 'mon' },
      { name: 'nobody', zone: 'UTC' },
    ]);
    assert.deepEqual(problems, []);
    const [ada, bo, ...rest] = known.members;
    assert.deepEqual(rest, []);
    assert.deepEqual(ada?.emails, ['ada@x.y']);
    assert.deepEqual(
      ada?.leave.map(({ from }) => from),
      ['2026-11-20', '2026-12-24'],
    );
    assert.deepEqual(ada?.week, team.members[0]?.week);
    assert.deepEqual([bo?.name, bo?.zone, Object.keys(bo?.week ?? {})], ['Bo', 'Asia/Tokyo', ['1']]);
  });

  it('goes by the login where both have one, whatever the names', () => {
    const two = readTeamFile('members: [{ name: Ada, login: ada-l }, { name: Ada B, login: ada-b }]').team;
    assert(two);
    const { members } = withPrivate(two, [{ name: 'Ada', login: 'ada-b', zone: 'Asia/Tokyo' }]).team;
    assert.deepEqual(
      members.map(({ zone }) => zone),
      [null, 'Asia/Tokyo'],
    );
  });

  it('is nothing where it is written wrongly, and says so', () => {
    const { team: known, problems } = withPrivate(team, ['Ada', { name: 'Bo', zone: 'Nowhere/At All' }]);
    assert.deepEqual(known.members, team.members);
    assert.equal(problems.length, 2);
    assert.equal(withPrivate(team, []).team, team);
  });
});

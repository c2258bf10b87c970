import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readTeamFile } from '../../../src/core/team/file';
import { teamFileText } from '../../../src/features/team/template';
import { sixZones, teammate } from './sample';

/** What means something in YAML, or is nothing to see. */
const special = [...':#{}[]"\'\\-*&!?|>%@`~,= \n\t\r\u0000\u0085\u2028\ufeffa1Ж'];

describe('The text of a new team file', () => {
  it('reads back as the team that was known, in its order', () => {
    const { team, problems } = readTeamFile(teamFileText(sixZones));
    assert.deepEqual(problems, []);
    assert.deepEqual(
      team?.members.map(({ name, login, zone }) => [name, login, zone]),
      sixZones.members.map(({ name, login, zone }) => [name, login, zone]),
    );
  });

  it('has an example where nobody is known, and no problem', () => {
    const { team, problems } = readTeamFile(teamFileText({ source: 'commits', members: [] }));
    assert.deepEqual(problems, []);
    assert.equal(team?.members.length, 1);
  });

  it('names the other zones that fit, as a doubt beside the first', () => {
    const guest = teammate('guest', 'Asia/Kolkata', [9, 17], {
      zoneFrom: 'commits',
      week: null,
      candidates: ['Asia/Kolkata', 'Asia/Colombo'],
    });
    const text = teamFileText({ source: 'commits', members: [guest] });
    assert.match(text, /zone: Asia\/Kolkata # or Asia\/Colombo\?/);
    assert.deepEqual(readTeamFile(text).problems, []);
  });

  it('proposes who works on the repository by GitHub and did not commit lately, safely written', () => {
    const members = [teammate('Ada', 'UTC', [9, 17], { login: 'ada' })];
    const text = teamFileText({ source: 'commits', members }, [
      { login: 'ADA', name: 'Ada L' },
      { login: 'bo', name: 'Bo: "x"\n- name: eve' },
      { login: 'ci', name: null },
    ]);
    const { team, problems } = readTeamFile(text);
    assert.deepEqual(problems, []);
    assert.deepEqual(
      team?.members.map(({ name, login }) => [name, login]),
      [
        ['Ada', 'ada'],
        ['Bo: "x" - name: eve', 'bo'],
        ['ci', 'ci'],
      ],
    );
  });

  it('takes a name from a commit for a name, whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...special), minLength: 1, maxLength: 40 }), (name) => {
        const member = teammate(name, 'UTC', [9, 17], { login: 'a', emails: [] });
        const { team } = readTeamFile(teamFileText({ source: 'commits', members: [member] }));
        assert.equal(team?.members.length, 1);
        assert.equal(team.members[0]?.zone, 'UTC');
      }),
      {
        numRuns: 40,
        examples: [
          ['x: {y'],
          ['# c'],
          ["'"],
          ['"'],
          ['- a'],
          ['yes'],
          ['a\nzone: Asia/Tokyo'],
          ['\u0085'],
          ['*a'],
          ['!t'],
        ],
      },
    );
  });
});

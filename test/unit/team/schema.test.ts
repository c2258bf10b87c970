import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import { readTeamFile } from '../../../src/core/team/file';
import { patterns } from '../../../src/core/team/hours';
import { fileKeys, memberKeys } from '../../../src/core/team/keys';
import { isZone, zoneNames } from '../../../src/core/time/zone';
import { type Schema, accepts } from './jsonSchema';

const schema = JSON.parse(readFileSync('media/team.schema.json', 'utf8')) as Schema;
const definition = (name: string): Schema => schema.definitions?.[name] ?? {};

const valid: readonly string[] = [
  'members: [{ name: a }]',
  '- name: a\n- login: b\n',
  'members: [{ name: a, login: "@ada-l", email: a@b.c, tz: Asia/Calcutta, vacation: 2026-01-01 }]',
  'hours: 9-17\ndays: sun-thu\nmembers: [{ name: a, zone: UTC+05:30 }]',
  'team: [{ name: a, zone: US/Pacific, hours: [09:00–12:30, 13:30 - 17:30], days: [mon, Wednesday] }]',
  'members: [{ name: a, hours: { mon-thu: 22:00-06:00, fri: off, "sat, sun": [9-10, 11-12] } }]',
  'members: [{ name: a, leave: [2026-12-24, 2026-12-24 – 2027-01-02, 2026-01-01/2026-01-02, { from: 2027-03-01 }] }]',
  'members: [{ name: a, on-call: { from: 2027-03-01, to: 2027-03-02 }, groups: x, response: 8 }]',
  'members: [{ name: a, groups: [x, y], response: { normal: 8 h, urgent: 1.5h } }]',
  'rotation: { from: 2026-11-02, every: 2 weeks, members: a }\nmembers: [{ name: a }]',
  'rotation: { from: 2026-11-02, every: 7, members: [a] }\nmembers: [{ name: a }]',
  'baton: [b, A]\nmembers: [{ name: a, login: a }, { name: b }]',
  'days-off: [2026-12-25, 2026-12-31 – 2027-01-01]\nzone-data: 2026b\nmembers: [{ name: a }]',
];

const invalid: readonly string[] = [
  '{}',
  'text',
  'members: a',
  'members: [a]',
  'members: [{ zone: UTC }]',
  'members: [{ name: a, zone: Europe/Berln }]',
  'members: [{ name: a, zone: IST }]',
  'members: [{ name: a, zone: UTC+5 }]',
  'members: [{ name: a, zone: [UTC] }]',
  'members: [{ name: a, hours: 9-25 }]',
  'members: [{ name: a, hours: nine to five }]',
  'members: [{ name: a, hours: { fry: 9-17 } }]',
  'members: [{ name: a, hours: { fri: of } }]',
  'members: [{ name: a, days: mon-fry }]',
  'members: [{ name: a, leave: tomorrow }]',
  'members: [{ name: a, leave: { to: 2026-01-01 } }]',
  'members: [{ name: a, leave: { from: 2026-01-01, til: 2026-01-02 } }]',
  'members: [{ name: a, zome: UTC }]',
  'members: [{ name: a, emails: [ada] }]',
  'members: [{ name: a, login: "a b" }]',
  'members: [{ name: a, response: soon }]',
  'members: [{ name: a, response: 0 h }]',
  'members: [{ name: a, response: { quick: 1 } }]',
  'membres: [{ name: a }]',
  'rotation: { every: 7, members: [a] }\nmembers: [{ name: a }]',
  'rotation: { from: 2026-11-02, every: often, members: [a] }\nmembers: [{ name: a }]',
  'baton: { first: a }\nmembers: [{ name: a }]',
  'days-off: soon\nmembers: [{ name: a }]',
  'zone-data: new\nmembers: [{ name: a }]',
];

describe("the team file's schema", () => {
  for (const text of valid) {
    it(`and its reader accept ${JSON.stringify(text)}`, () => {
      assert.deepEqual(readTeamFile(text).problems, []);
      assert(accepts(schema, parse(text)));
    });
  }

  for (const text of invalid) {
    it(`and its reader refuse ${JSON.stringify(text)}`, () => {
      assert.notDeepEqual(readTeamFile(text).problems, []);
      assert(!accepts(schema, parse(text)));
    });
  }

  it('has exactly the keys that the reader knows', () => {
    const keysOf = (name: string): string[] => Object.keys(definition(name).properties ?? {}).sort();
    assert.deepEqual(keysOf('member'), Object.values(memberKeys).flat().sort());
    assert.deepEqual(keysOf('file'), Object.values(fileKeys).flat().sort());
  });

  it('has exactly the hours and days that the reader reads', () => {
    assert.equal(definition('hoursOfADay').anyOf?.[0]?.pattern, patterns.hours);
    assert.equal(definition('days').anyOf?.[0]?.pattern, patterns.days);
    assert.deepEqual(Object.keys(definition('hours').anyOf?.[1]?.patternProperties ?? {}), [patterns.days]);
  });

  it('offers the zones of this runtime, and none that it does not know', () => {
    const offered = definition('zone').anyOf?.[0]?.enum as string[];
    assert.deepEqual(
      zoneNames().filter((name) => !accepts(definition('zone'), name, schema)),
      [],
    );
    assert.deepEqual(
      offered.filter((name) => !isZone(name)),
      [],
    );
  });

  it('is given to the YAML editor for the team file', () => {
    const { contributes } = JSON.parse(readFileSync('package.json', 'utf8')) as {
      contributes: { yamlValidation: unknown };
    };
    assert.deepEqual(contributes.yamlValidation, [
      { fileMatch: '.baton/team.yml', url: './media/team.schema.json' },
    ]);
  });
});

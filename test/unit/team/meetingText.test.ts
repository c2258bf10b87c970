import assert from 'node:assert/strict';
import { clocksOf, meetingCalendar, meetingMarkdown } from '../../../src/core/team/meetingText';
import type { Teammate } from '../../../src/core/team/model';

const person = (name: string, zone: string, zoneFrom: Teammate['zoneFrom'] = 'declared'): Teammate => ({
  name,
  emails: ['somebody@example.com'],
  zone,
  zoneFrom,
  week: null,
  leave: [],
  onCall: [],
});
const slot = { start: Date.parse('2026-11-24T23:30Z'), end: Date.parse('2026-11-25T00:30Z') };
const members = [
  person('Ada', 'Europe/Lisbon'),
  person('Bo @all', 'Asia/Kolkata', 'commits'),
  person('Cy', 'Europe/Lisbon'),
  person('Di', 'America/Denver'),
];

describe('a meeting in words', () => {
  it('gives every zone once, from west to east, with who is there', () => {
    assert.equal(
      meetingMarkdown('Refunds', members, slot),
      [
        '**Refunds**: Tue 24 Nov 23:30–Wed 00:30 UTC, 2026',
        '',
        '- Denver: Tue 24 Nov 16:30–17:30 (Di)',
        '- Lisbon: Tue 24 Nov 23:30–Wed 00:30 (Ada, Cy)',
        '- UTC+05:30: Wed 25 Nov 05:00–06:00 (Bo @\u2060all)',
        '',
      ].join('\n'),
    );
  });

  it('takes no markup from a title', () => {
    assert.doesNotMatch(
      meetingMarkdown('[x](https://evil.example) @everyone', members, slot),
      /[^\\]\]\(|@everyone/,
    );
  });

  it('never guesses a city for a zone that only commits tell', () => {
    assert.deepEqual(
      clocksOf(members, slot).map(({ place }) => place),
      ['Denver', 'Lisbon', 'UTC+05:30'],
    );
  });
});

describe('a meeting as a calendar file', () => {
  const file = (title: string): string =>
    meetingCalendar({ title, uid: 'abc@baton', at: Date.parse('2026-11-21T02:00:07Z') }, members, slot);
  const unfolded = (text: string): string[] => text.replace(/\r\n /g, '').trimEnd().split('\r\n');

  it('says its instants in UTC', () => {
    const lines = unfolded(file('Refunds'));
    assert.equal(lines[0], 'BEGIN:VCALENDAR');
    assert.equal(lines.at(-1), 'END:VCALENDAR');
    for (const line of [
      'UID:abc@baton',
      'DTSTAMP:20261121T020007Z',
      'DTSTART:20261124T233000Z',
      'DTEND:20261125T003000Z',
      'SUMMARY:Refunds',
    ])
      assert.ok(lines.includes(line), line);
  });

  it('has all that RFC 5545 asks of a calendar with an event, each once and in its place', () => {
    assert.deepEqual(
      unfolded(file('Refunds')).map((line) =>
        line.replace(/[:;].*$/, (value) => (/^:V/.test(value) ? value : '')),
      ),
      [
        'BEGIN:VCALENDAR',
        'VERSION',
        'PRODID',
        'CALSCALE',
        'METHOD',
        'BEGIN:VEVENT',
        'UID',
        'DTSTAMP',
        'DTSTART',
        'DTEND',
        'SUMMARY',
        'DESCRIPTION',
        'END:VEVENT',
        'END:VCALENDAR',
      ],
    );
    assert.ok(unfolded(file('x')).includes('VERSION:2.0'));
    assert.ok(
      unfolded(file('x')).includes(
        'DESCRIPTION:Denver: Tue 24 Nov 16:30–17:30 (Di)\\nLisbon: Tue 24 Nov 23:30–Wed 00:30 (Ada\\, Cy)\\n' +
          'UTC+05:30: Wed 25 Nov 05:00–06:00 (Bo @all)',
      ),
    );
  });

  it('escapes what has a meaning there, so that a title begins no line of its own', () => {
    const lines = unfolded(file('a;b,c\\d\r\nEND:VEVENT'));
    assert.ok(lines.includes('SUMMARY:a\\;b\\,c\\\\d END:VEVENT'));
    assert.equal(lines.filter((line) => line === 'END:VEVENT').length, 1);
  });

  it('folds lines at 75 bytes, between characters', () => {
    const title = 'é👩🏽‍💻'.repeat(40);
    const text = file(title);
    assert.ok(text.endsWith('\r\n') && !/[^\r]\n/.test(text));
    for (const line of text.split('\r\n')) {
      assert.ok(Buffer.byteLength(line) <= 75, line);
      assert.doesNotMatch(line, /\p{Surrogate}/u);
    }
    assert.ok(unfolded(text).includes(`SUMMARY:${title}`));
    assert.ok(text.split('\r\n').some((line) => Buffer.byteLength(line) >= 72));
  });

  it('holds nobody’s address', () => {
    assert.doesNotMatch(file('x'), /example\.com/);
  });
});

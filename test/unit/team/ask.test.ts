import assert from 'node:assert/strict';
import { askAt, timeFor } from '../../../src/core/team/ask';
import { readTeamFile } from '../../../src/core/team/file';
import type { Teammate } from '../../../src/core/team/model';

const [pune, lisbon, denver, quick] = readTeamFile(`members:
  - { name: pune, zone: Asia/Kolkata, hours: 09:30-18:30 }
  - { name: lisbon, zone: Europe/Lisbon, hours: 13:00-21:00 }
  - { name: denver, zone: America/Denver, hours: 09:00-17:00, leave: 2026-11-23 }
  - { name: quick, zone: UTC, hours: 08:00-16:00, response: { normal: 2 h, urgent: 1 h } }
`).team?.members as [Teammate, Teammate, Teammate, Teammate];

const iso = (at: number | null): string | null =>
  at === null ? null : new Date(at).toISOString().slice(0, 16);
const ask = (them: Teammate, me: Teammate | null, at: string) => {
  const { answerBy, urgentAnswerBy, writeAt, isShared } = askAt(them, me, Date.parse(at));
  return [iso(answerBy), iso(urgentAnswerBy), iso(writeAt), isShared];
};

describe('asking a teammate', () => {
  it('may expect an answer within a day, an urgent one within four of their working hours', () => {
    // Thursday 12:36 UTC; Lisbon works from 13:00 to 21:00.
    assert.deepEqual(ask(lisbon, null, '2026-11-19T12:36Z'), [
      '2026-11-20T13:00',
      '2026-11-19T17:00',
      '2026-11-19T13:00',
      false,
    ]);
  });

  it('waits over a weekend and leave', () => {
    // Denver's Friday ends at 00:00 UTC on Saturday; Monday is leave.
    assert.deepEqual(ask(denver, null, '2026-11-21T00:30Z'), [
      '2026-11-24T20:00',
      '2026-11-24T20:00',
      '2026-11-24T16:00',
      false,
    ]);
  });

  it('goes by the response time that the teammate declared', () => {
    assert.deepEqual(ask(quick, null, '2026-11-19T09:00Z').slice(0, 2), [
      '2026-11-19T11:00',
      '2026-11-19T10:00',
    ]);
  });

  it('is best done now while they work, and when both work where that comes in time', () => {
    assert.deepEqual(ask(lisbon, null, '2026-11-19T14:00Z').slice(2), ['2026-11-19T14:00', false]);
    // Quick works until 16:00 UTC, Lisbon from 13:00 UTC on.
    assert.deepEqual(ask(lisbon, quick, '2026-11-19T10:00Z').slice(2), ['2026-11-19T13:00', true]);
    // Pune and Denver never share an hour.
    assert.deepEqual(ask(denver, pune, '2026-11-19T10:00Z').slice(2), ['2026-11-19T16:00', false]);
  });

  it('does not wait for shared time that comes after the answer', () => {
    const monday: Teammate = { ...quick, week: { 1: [{ start: 480, end: 960 }] } };
    // Thursday: shared time is on Monday, Lisbon answers on Friday.
    assert.deepEqual(ask(lisbon, monday, '2026-11-19T12:36Z').slice(2), ['2026-11-19T13:00', false]);
  });

  it('needs a quarter of an hour that both share', () => {
    const until = (end: number): Teammate => ({ ...quick, week: { 4: [{ start: 480, end }] } });
    // Thursday: Lisbon begins at 13:00 UTC.
    assert.deepEqual(ask(lisbon, until(794), '2026-11-19T10:00Z').slice(2), ['2026-11-19T13:00', false]);
    assert.deepEqual(ask(lisbon, until(795), '2026-11-19T10:00Z').slice(2), ['2026-11-19T13:00', true]);
  });

  it('promises nothing of somebody whose hours are unknown', () => {
    assert.deepEqual(ask({ ...lisbon, week: null }, pune, '2026-11-19T10:00Z'), [null, null, null, false]);
  });

  it('writes times for many readers, and no city that nobody declared', () => {
    const [at, now] = [Date.parse('2026-11-20T10:00Z'), Date.parse('2026-11-19T10:00Z')];
    assert.equal(timeFor(pune, at, now), 'Fri 15:30 Kolkata (10:00 UTC)');
    assert.equal(timeFor({ ...pune, zoneFrom: 'commits' }, at, now), 'Fri 15:30 UTC+05:30 (10:00 UTC)');
  });
});

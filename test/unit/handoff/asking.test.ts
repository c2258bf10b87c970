import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeDraft } from '../../../src/core/draft/merge';
import { askingOf } from '../../../src/core/handoff/asking';
import type { Author, HandoffDraft } from '../../../src/core/handoff/model';
import { asksOf, openQuestions, withAnswer } from '../../../src/core/handoff/questions';
import { questionsOf } from '../../../src/core/inbox/questions';
import type { JournalEvent } from '../../../src/core/journal/events';
import type { Outcome } from '../../../src/core/journal/fold';
import { usualDays, usualHours, weekOf } from '../../../src/core/team/hours';
import type { Teammate } from '../../../src/core/team/model';
import type { DateTime } from '../../../src/core/time/luxon';
import { at, draft } from './scene';
import { pull } from './pulls';

const lin: Teammate = {
  name: 'Lin',
  login: 'lin',
  emails: ['lin@example.com'],
  zone: 'Europe/Lisbon',
  zoneFrom: 'declared',
  week: weekOf(usualHours, usualDays),
  leave: [],
  onCall: [],
};
const author: Author = { name: 'Ana', emails: ['ana@example.com'], zone: 'Asia/Kolkata' };
const receivers = [{ name: 'Lin', login: 'lin', zone: 'Europe/Lisbon', startsWorkAt: at.plus({ hours: 1 }) }];
const asking = (
  members: readonly Teammate[],
  until: DateTime = at,
  events: readonly JournalEvent[] = [],
  to = receivers,
) =>
  askingOf({
    author,
    window: { since: until.minus({ hours: 8 }), until, reason: 'flag' },
    receivers: to,
    members,
    events,
  });
const drafted = (until: DateTime, base: string): JournalEvent => ({
  kind: 'note-drafted',
  at: until.toUTC().toISO() ?? '',
  note: 'n1',
  since: until.toUTC().toISO() ?? '',
  until: until.toUTC().toISO() ?? '',
  base,
});
const iso = (time: DateTime | undefined): string => time?.toUTC().toFormat("ccc HH:mm 'UTC'") ?? '';

describe('when an answer is needed that nobody gave a time for', () => {
  it('is when the member of the team who is asked answers, by their own hours and response time', () => {
    const { ending, answerBy, owner } = asking([lin]).ask('i1', 'LIN@example.com');
    assert.equal(ending, ' → LIN@\u2060example.com, *inferred:* by Fri 13:00 Lisbon (13:00 UTC)');
    assert.deepEqual([iso(answerBy), owner], ['Fri 13:00 UTC', 'LIN@example.com']);
    const quick = { ...lin, response: { normal: 2, urgent: 2 } };
    assert.equal(iso(asking([quick]).deadline('i1', 'lin')), 'Thu 15:00 UTC');
    // Away until Monday night: on Tuesday they answer.
    const away = { ...lin, leave: [{ from: '2026-11-20', to: '2026-11-23' }] };
    assert.equal(iso(asking([away]).deadline('i1', 'lin')), 'Tue 09:00 UTC');
  });

  it('is else a day of the receiver’s, and never tells the minute at which the note was drafted', () => {
    for (const owner of ['a-bank', null])
      assert.equal(iso(asking([lin]).deadline('i1', owner)), 'Fri 13:00 UTC');
    const unknown = { ...lin, zone: null };
    assert.equal(iso(asking([unknown]).deadline('i1', 'lin')), 'Fri 13:00 UTC');
    const noHours = receivers.map((each) => ({ ...each, startsWorkAt: null as never }));
    const late = asking([lin], at.plus({ minutes: 37 }), [], noHours);
    assert.deepEqual(
      [iso(late.deadline('i1', null)), iso(late.deadline('i1', 'lin'))],
      Array(2).fill('Fri 13:00 UTC'),
    );
  });

  it('stays what the last draft said while that lies ahead and the same person is asked', () => {
    const base = '- Task → lin, who takes over, *inferred:* by Fri 10:30 Lisbon (10:30 UTC) <!-- b:i1 -->';
    const again = (hours: number, line = base) => asking([lin], at.plus({ hours }), [drafted(at, line)]);
    assert.equal(iso(again(20).deadline('i1', 'lin')), 'Fri 10:30 UTC');
    assert.equal(iso(again(20).deadline('i2', 'lin')), 'Mon 09:00 UTC');
    assert.equal(iso(again(20).deadline('i1', 'grace')), 'Fri 13:00 UTC', 'another person is asked anew');
    assert.equal(iso(again(23).deadline('i1', 'lin')), 'Mon 09:00 UTC', 'nobody can answer in the past');
    const hostile = '- by Fri 99:99 UTC by ((((, at Sat 10:00 UTC → lin <!-- b:i1 -->';
    assert.equal(iso(again(0, hostile).deadline('i1', 'lin')), 'Fri 13:00 UTC');
  });

  it('does not move, however often and whenever until then the note is drafted again', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 7 * 24 * 60 }),
        fc.array(fc.integer({ min: 0, max: 2_000 }), { maxLength: 5 }),
        fc.constantFrom('Asia/Kolkata', 'Pacific/Auckland', 'America/Denver', 'UTC', 'UTC+05:30'),
        fc.constantFrom(1, 24, 100, 300),
        (start, steps, zone, normal) => {
          const to = receivers.map((each) => ({ ...each, zone }));
          const members = [{ ...lin, response: { normal, urgent: 1 } }];
          let until = at.plus({ minutes: start });
          const events: JournalEvent[] = [];
          const first = asking(members, until, [], to).deadline('i1', 'lin').toMillis();
          for (const step of [0, ...steps]) {
            until = until.plus({ minutes: step });
            if (until.toMillis() >= first) return;
            const { ending, answerBy } = asking(members, until, events, to).ask('i1', 'lin');
            assert.equal(answerBy?.toMillis(), first);
            events.push(drafted(until, `- x${ending} <!-- b:i1 -->`));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('what a note asks', () => {
  const failed: Outcome = {
    kind: 'task',
    name: 'test',
    folder: '/w/ledger',
    at: at.minus({ minutes: 5 }).toUTC().toISO() ?? '',
    exitCode: 1,
    failed: true,
    failures: [],
  };
  const hunk = (...added: string[]) => ({
    worktree: [{ path: 'a.ts', line: 3, removed: [], added, within: '' }],
    committed: [],
    recent: [],
  });
  const blocked = ({ items }: HandoffDraft): string[] =>
    items.filter(({ section }) => section === 'blocked').map(({ text }) => text);
  const by = 'by Fri 13:00 Lisbon (13:00 UTC)';

  it('is asked of whoever takes over where nobody is named, each by when an answer is needed', () => {
    const note = draft({
      reading: {
        outcomes: [failed],
        hunks: hunk('// TODO: later', '// FIXME(ops-dev): key', '// BLOCKED: bank'),
      },
    });
    assert.deepEqual(blocked(note), [
      `BLOCKED: bank (\`a.ts:5\`) → lin, who takes over, ${by}. New in this note.`,
      `FIXME: key (\`a.ts:4\`) → ops-dev, ${by}. New in this note.`,
      `TODO: later (\`a.ts:3\`) → lin, who takes over, ${by}. New in this note.`,
      `Task \`test\` failed last: exit code 1 → lin, who takes over, *inferred:* ${by}. New in this note.`,
    ]);
    assert.deepEqual(
      note.items
        .filter(({ section }) => section === 'blocked')
        .map(({ owner, answerBy }) => [owner, iso(answerBy)]),
      [
        ['lin', 'Fri 13:00 UTC'],
        ['ops-dev', 'Fri 13:00 UTC'],
        ['lin', 'Fri 13:00 UTC'],
        ['lin', 'Fri 13:00 UTC'],
      ],
    );
  });

  it('has the owner whom its author names instead, and says no longer that nobody is named', () => {
    const hunks = hunk('// BLOCKED: bank');
    const named = (note: HandoffDraft) => {
      const [question] = openQuestions(note.markdown, note.markdown, asksOf(note.items), new Set()).slice(-1);
      assert.ok(question?.lacks === 'owner');
      return /^- .*BLOCKED.*(?= <!--)/m.exec(withAnswer(note.markdown, question, '@grace'))?.[0];
    };
    const line = `- *inferred:* BLOCKED: bank (\`a.ts:3\`) → grace, ${by}. New in this note.`;
    assert.equal(named(draft({ reading: { hunks } })), line);
    assert.equal(named(draft({ reading: { hunks }, receiver: 'Ana' })), line);
  });

  it('has a deadline for each review that is awaited and each deployment that failed', () => {
    const work = {
      login: 'ana',
      pullRequests: [pull({ awaited: [{ from: 'grace', since: '2026-11-17T08:00:00Z' }] })],
      reviews: [],
      closedIssues: [],
      releases: [],
      deployments: [{ environment: 'staging', state: 'failed' as const, sha: 'b'.repeat(40), by: 'ana' }],
    };
    assert.deepEqual(blocked(draft({ reading: { work: work as never } })), [
      `[#142](https://github.com/x/ledger/pull/142) Retry refunds waits for a review since Tue 17 Nov → grace, *inferred:* ${by}`,
      `The deployment to \`staging\` of \`bbbbbbb\` failed → lin, who takes over, *inferred:* ${by}. New in this note.`,
    ]);
  });

  it('is read by its receiver as what is asked, of whom and by when, and stays when it is drafted again', () => {
    const note = draft({ reading: { outcomes: [failed] } });
    const [line = ''] = blocked(note);
    const [question] = questionsOf([{ section: 'blocked', text: line } as never], at.toMillis());
    assert.deepEqual(
      [question?.text, question?.owner, question?.answerBy],
      ['Task test failed last: exit code 1', 'lin', Date.parse('2026-11-20T13:00:00Z')],
    );
    assert.equal(
      mergeDraft(note.markdown, note.markdown, draft({ reading: { outcomes: [failed] } }).markdown),
      note.markdown,
    );
  });
});

import assert from 'node:assert/strict';
import { withoutAge } from '../../../src/core/handoff/age';
import { factId } from '../../../src/core/handoff/id';
import { asksOf, openQuestions, withAnswer } from '../../../src/core/handoff/questions';
import { questionsOf } from '../../../src/core/inbox/questions';
import { linesOf } from '../../../src/core/inbox/sections';
import type { JournalEvent } from '../../../src/core/journal/events';
import type { Outcome } from '../../../src/core/journal/fold';
import { noEditor } from '../../../src/core/ports/editor';
import { assertLinear } from '../growth';
import { at, draft, type Scene } from './scene';

const ago = (hours: number): string => at.minus({ hours }).toUTC().toISO() ?? '';
const failed = (hours: number, first = hours): Outcome => ({
  kind: 'task',
  name: 'test',
  folder: '/w/ledger',
  at: ago(hours),
  exitCode: 1,
  failed: true,
  failures: [ago(first), ago(hours)],
});
const remark = (word: string) => ({ texts: new Map([['a.ts', `one();\n  // ${word}: the bank\n`]]) });
/** A note as it was drafted and posted so many days ago, with these lines under "Blocked or unclear". */
function noteOf(
  days: number,
  drafted: string,
  posted = drafted.replace(/ <!-- .*?-->/g, ''),
): JournalEvent[] {
  const note = { note: `d${days}`, at: ago(days * 24), until: ago(days * 24) };
  const heading = '## Blocked or unclear\n\n';
  return [
    { ...note, kind: 'note-drafted', since: note.at, base: heading + drafted },
    {
      ...note,
      kind: 'note-posted',
      url: `https://x/${days}`,
      title: `Day ${days}`,
      nodeId: '',
      body: heading + posted,
    },
  ];
}
const blocked = (scene: Scene): string[] =>
  draft(scene)
    .items.filter(({ section }) => section === 'blocked')
    .map(({ text }) => text);
const ages = (scene: Scene): string[] =>
  blocked(scene).map((text) => text.slice(withoutAge(text).length).trim());

const taskId = factId('/w/ledger', 'failed', 'task', '', 'test');
const markId = factId('/w/ledger', 'mark', 'a.ts', 'BLOCKED', 'the bank');
const taskLine = `- Task \`test\` failed last: exit code 1 → lin <!-- b:${taskId} -->`;
const markLine = `- *inferred:* BLOCKED: the bank (\`a.ts:2\`) → lin <!-- b:${markId} -->`;

describe('how old what Baton found is', () => {
  it('is said in days since it failed first, else by the last note, and never by the hour', () => {
    const outcomes = [failed(1, 50)];
    assert.deepEqual(ages({ reading: { outcomes } }), ['Open 2 days.']);
    assert.deepEqual(ages({ reading: { outcomes: [failed(1, 9)] } }), ['New in this note.']);
    assert.deepEqual(ages({ reading: { outcomes: [failed(1)] }, reason: 'last-handoff' }), [
      'Open since the last note.',
    ]);
    assert.equal(draft({ reading: { outcomes } }).items[0]?.since?.toMillis(), Date.parse(ago(50)));
  });

  it('is said of errors by the notes that told them, since nothing else knows', () => {
    const editor = {
      ...noEditor,
      diagnostics: () => [{ path: '/w/ledger/a.ts', line: 1, severity: 'error', message: 'x' } as const],
    };
    const changes = [{ path: 'a.ts', kind: 'modified', staged: false, unstaged: true } as const];
    const line = `- The editor reports errors in \`b.ts\` <!-- b:${factId('/w/ledger', 'errors')} -->`;
    assert.deepEqual(ages({ editor, changes, reason: 'last-handoff' }), ['New in this note.']);
    assert.deepEqual(ages({ editor, changes, events: noteOf(3, line) }), [
      'Open 3 days, carried from [Day 3](https://x/3).',
    ]);
  });

  it('counts from the first of the notes in a row, and from anew where one was without it', () => {
    const scene = { reading: { outcomes: [failed(30)] } };
    const other = '- Which bank? <!-- b:q1 -->';
    assert.deepEqual(ages({ ...scene, events: [...noteOf(4, taskLine), ...noteOf(2, taskLine)] }), [
      'Open 4 days, carried from [Day 2](https://x/2).',
    ]);
    assert.deepEqual(
      ages({
        ...scene,
        events: [...noteOf(5, taskLine), ...noteOf(4, other), ...noteOf(2, taskLine)],
      }),
      ['Open 2 days, carried from [Day 2](https://x/2).'],
    );
  });
});

describe('what Baton found before and the last note told', () => {
  it('is carried over while the task did not run again, and no longer when its author took it out', () => {
    const scene = { reading: { outcomes: [failed(30)] } };
    assert.deepEqual(blocked(scene), []);
    assert.equal(blocked({ ...scene, events: noteOf(1, taskLine) }).length, 1);
    assert.deepEqual(blocked({ ...scene, events: noteOf(1, taskLine, '- Which bank?') }), [
      'Which bank? Open 1 day, carried from [Day 1](https://x/1).',
    ]);
  });

  it('is carried over while its remark stands in the file', () => {
    const events = noteOf(1, markLine);
    assert.deepEqual(blocked({ reading: remark('BLOCKED'), events }), [
      'BLOCKED: the bank (`a.ts:2`) → lin, who takes over, by Fri 13:00 Lisbon (13:00 UTC). Open 1 day, carried from [Day 1](https://x/1).',
    ]);
    assert.deepEqual(blocked({ reading: remark('TODO'), events }), []);
    assert.deepEqual(blocked({ reading: remark('BLOCKED') }), []);
  });

  it('is told in the words that its author gave it, once, note after note, and asks no more for its cause', () => {
    const scene = { reading: { outcomes: [failed(1)] } };
    const first = draft(scene);
    const [question] = openQuestions(first.markdown, first.markdown, asksOf(first.items), new Set()).filter(
      ({ lacks }) => lacks === 'cause',
    );
    assert.ok(question);
    const answered = withAnswer(first.markdown, question, 'the fake clock ticks once more');
    const lineOf = (note: string): string => /^- Task.*$/m.exec(note)?.[0] ?? '';
    const events = noteOf(1, lineOf(first.markdown), lineOf(answered).replace(/ <!-- .*?-->/g, ''));
    const again = draft({ ...scene, events });
    const expected =
      /^Task `test` failed last: exit code 1 → .*\. Cause: the fake clock ticks once more\. Open 1 day, carried from \[Day 1\]\(https:\/\/x\/1\)\.$/;
    assert.equal(again.items.length, 1);
    assert.match(again.items[0]?.text ?? '', expected);
    assert.deepEqual(asksOf(again.items), []);
    const third = draft({
      ...scene,
      events: [
        ...noteOf(2, lineOf(first.markdown), lineOf(answered).replace(/ <!-- .*?-->/g, '')),
        ...noteOf(1, lineOf(again.markdown)),
      ],
    });
    assert.equal(third.items.length, 1);
    assert.match(
      third.items[0]?.text ?? '',
      /Cause: the fake clock ticks once more\. Open 2 days, carried from/,
    );
  });
});

describe('the age at the end of a line', () => {
  it('goes alone: what its author wrote behind it stays', () => {
    for (const age of [
      'Open 2 days.',
      'Open since the last note.',
      'New in this note.',
      'Open, carried from [a \\[b\\]](https://x/1).',
      'Open 12 days, carried from [n](https://x/1).',
    ]) {
      assert.equal(withoutAge(`Which bank? ${age}`), 'Which bank?');
      assert.equal(withoutAge(`Which bank? ${age} Cause: Open handles.`), 'Which bank? Cause: Open handles.');
    }
    for (const said of ['Open it in 2 days.', 'Open questions', 'Open 2 days a week'])
      assert.equal(withoutAge(`Who? ${said}`), `Who? ${said}`);
  });

  it('does not make a question another one for who reads it', () => {
    const keys = ['Open since the last note.', 'Open 1 day, carried from [n](https://x/1).'].map(
      (age) =>
        questionsOf(linesOf(`## Blocked or unclear\n\n- TODO: y (\`b.py\`). ${age}`), at.toMillis())[0]?.key,
    );
    assert.equal(keys[0], keys[1]);
  });

  it('is found in time that grows with the line', () => {
    for (const part of [' Open', ' Open, carried from [', '\\', ']( '])
      assertLinear((size) => withoutAge(part.repeat(size)), 2_000, part);
  });
});

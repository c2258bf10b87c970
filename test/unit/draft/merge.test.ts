import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeDraft } from '../../../src/core/draft/merge';

interface Fact {
  readonly id: string;
  readonly section: string;
  readonly text: string;
}

const sections = ['Shipped', 'Working on now', 'Tried, did not work'];

function note(facts: readonly Fact[], pickUp: string | null, title = 'Retry refunds · Ana → Lin'): string {
  const part = (heading: string): string[] => {
    const own = facts.filter(({ section }) => section === heading);
    if (own.length === 0) return [];
    return [`## ${heading}\n\n${own.map(({ id, text }) => `- ${text} <!-- b:${id} -->`).join('\n')}`];
  };
  return `${[
    `# ${title}`,
    '**State:** _say it_\n**Next action:** _name it_',
    'Lin starts Thu 13:00 Lisbon (13:00 UTC).',
    ...part('Shipped'),
    ...part('Working on now'),
    ...(pickUp === null ? [] : [`## Pick it up here\n\n\`\`\`sh\n${pickUp}\n\`\`\``]),
    ...part('Tried, did not work'),
    '<!-- baton:note n1 -->',
  ].join('\n\n')}\n`;
}

const fact = (id: string, section: string, text: string): Fact => ({ id, section, text });
const one = fact('a1', 'Shipped', 'Idempotency keys');
const two = fact('a2', 'Shipped', 'Flaky test quarantined');
const branch = fact('c1', 'Working on now', 'Branch `x`, 1 commit');

describe('merging a draft', () => {
  it('takes the fresh draft where nobody touched the old one', () => {
    const fresh = note(
      [{ ...one, text: 'Idempotency keys and more' }, two, branch],
      'git switch x',
      'New title',
    );
    assert.equal(
      mergeDraft(note([one, branch], 'git switch y'), note([one, branch], 'git switch y'), fresh),
      fresh,
    );
  });

  it('keeps an edited line, and a deleted one away', () => {
    const base = note([one, two, branch], null);
    const edited = base.replace('Idempotency keys', 'Keys, at last').replace(/^- Flaky.*\n/m, '');
    const merged = mergeDraft(base, edited, note([{ ...one, text: 'Other words' }, two, branch], null));
    assert.match(merged, /Keys, at last/);
    assert.doesNotMatch(merged, /Flaky|Other words/);
  });

  it('drops an untouched line whose fact is gone, together with its heading, but no edited one', () => {
    const base = note([one, branch], null);
    const edited = base.replace('Branch `x`, 1 commit', 'Branch x, nearly done');
    const merged = mergeDraft(base, edited, note([], null));
    assert.doesNotMatch(merged, /Idempotency|## Shipped/);
    assert.match(merged, /## Working on now\n\n- Branch x, nearly done <!-- b:c1 -->/);
  });

  it('keeps a line whose fact is gone when its author wrote something under it', () => {
    const base = note([one], null);
    const edited = base.replace('<!-- b:a1 -->', '<!-- b:a1 -->\n  ask Lin about the cache');
    assert.match(mergeDraft(base, edited, note([], null)), /Idempotency.*\n {2}ask Lin/);
  });

  it('adds a new fact beside its neighbour, past what was written under that', () => {
    const base = note([one, branch], null);
    const edited = base.replace('<!-- b:a1 -->', '<!-- b:a1 -->\n  - mind the cache');
    const merged = mergeDraft(base, edited, note([one, two, branch], null));
    assert.match(merged, /b:a1 -->\n {2}- mind the cache\n- Flaky test quarantined/);
  });

  it('adds a new section where the draft has it', () => {
    const tried = fact('t1', 'Tried, did not work', 'sinon timers');
    const merged = mergeDraft(note([one], null), note([one], null), note([one, branch, tried], null));
    assert.equal(merged, note([one, branch, tried], null));
  });

  it('puts a new fact under a heading that its author renamed', () => {
    const edited = note([one], null).replace('## Shipped', '## Erledigt');
    const merged = mergeDraft(note([one], null), edited, note([one, two], null));
    assert.match(merged, /## Erledigt\n\n- Idempotency.*\n- Flaky/);
    assert.doesNotMatch(merged, /## Shipped/);
  });

  it('brings the commands up to date, but not once their author changed them', () => {
    const [base, fresh] = [note([], 'git switch a'), note([], 'git switch b')];
    assert.equal(mergeDraft(base, base, fresh), fresh);
    const edited = base.replace('git switch a', 'git switch a && npm ci');
    assert.equal(mergeDraft(base, edited, fresh), edited);
    assert.equal(mergeDraft(base, base, note([], null)), note([], null));
  });

  it('takes what stands in code for neither heading nor fact', () => {
    const base = note([one], null);
    const edited = base.replace('## Shipped', '```\n## Shipped\n- x <!-- b:a1 -->\n```\n\n## Shipped');
    const merged = mergeDraft(base, edited, note([], null));
    assert.match(merged, /```\n## Shipped\n- x <!-- b:a1 -->\n```/);
    assert.doesNotMatch(merged, /Idempotency/);
  });

  it('loses nothing when the old draft is not known', () => {
    const edited = note([one], 'git switch a').replace('_say it_', 'done but for one test');
    const merged = mergeDraft('', edited, note([{ ...one, text: 'Other' }, branch], 'git switch b'));
    for (const line of edited.split('\n')) assert.ok(merged.split('\n').includes(line), line);
    assert.match(merged, /Branch `x`, 1 commit/);
  });

  it('keeps Windows line ends', () => {
    const base = note([one], null);
    const merged = mergeDraft(base, base.replace(/\n/g, '\r\n'), note([one, two], null));
    assert.equal(merged, note([one, two], null).replace(/\n/g, '\r\n'));
  });
});

describe('merging any draft', () => {
  const facts = fc
    .uniqueArray(
      fc.record({
        id: fc.constantFrom(...'abcdefghij'),
        section: fc.constantFrom(...sections),
        text: fc.constantFrom('one', 'two', 'three `x`', 'four; five'),
      }),
      { selector: ({ id }) => id, maxLength: 8 },
    )
    .map((all) => [...all].sort((x, y) => x.id.localeCompare(y.id)));
  const draft = fc.record({ facts, pickUp: fc.option(fc.constantFrom('git switch a', 'git switch b')) });
  const edit = fc.record({
    at: fc.nat(40),
    kind: fc.constantFrom('insert', 'delete', 'replace', 'append', 'copy', 'move'),
    words: fc.constantFrom(
      'Ask Lin.',
      '- a thing of mine',
      '## My own',
      '  under it',
      '```',
      '',
      '> said <!-- b:a -->',
    ),
  });

  const apply = (text: string, edits: readonly { at: number; kind: string; words: string }[]): string => {
    const lines = text.split('\n');
    edits.forEach(({ at, kind, words }, index) => {
      const place = at % lines.length;
      const mark = `${words} [${index}]`;
      if (kind === 'insert') lines.splice(place, 0, words.startsWith('```') ? words : mark);
      if (kind === 'delete') lines.splice(place, 1);
      if (kind === 'replace') lines.splice(place, 1, mark);
      if (kind === 'append') lines[place] = `${lines[place] ?? ''} [${index}]`;
      if (kind === 'copy') lines.splice((place * 7) % lines.length, 0, lines[place] ?? '');
      if (kind === 'move') lines.splice((place * 5) % lines.length, 0, ...lines.splice(place, 1));
    });
    return lines.join('\n');
  };

  it('loses no line that its author wrote', () => {
    fc.assert(
      fc.property(draft, draft, fc.array(edit, { maxLength: 6 }), (old, now, edits) => {
        const base = note(old.facts, old.pickUp);
        const edited = apply(base, edits);
        const merged = new Set(mergeDraft(base, edited, note(now.facts, now.pickUp)).split('\n'));
        const known = new Set(base.split('\n'));
        for (const line of edited.split('\n')) {
          if (!known.has(line) && line.trim() !== '') assert.ok(merged.has(line), `lost: ${line}`);
        }
      }),
      { numRuns: 600, seed: 7 },
    );
  });

  it('changes nothing when it is merged a second time', () => {
    fc.assert(
      fc.property(draft, draft, fc.array(edit, { maxLength: 6 }), (old, now, edits) => {
        const base = note(old.facts, old.pickUp);
        const fresh = note(now.facts, now.pickUp);
        const once = mergeDraft(base, apply(base, edits), fresh);
        assert.equal(mergeDraft(fresh, once, fresh), once);
      }),
      { numRuns: 600, seed: 8 },
    );
  });

  it('gives the fresh draft when nobody edited', () => {
    fc.assert(
      fc.property(draft, draft, (old, now) => {
        const [base, fresh] = [note(old.facts, old.pickUp), note(now.facts, now.pickUp)];
        const lines = (text: string): string[] => text.split('\n').sort();
        assert.deepEqual(lines(mergeDraft(base, base, fresh)), lines(fresh));
      }),
      { numRuns: 400, seed: 9 },
    );
  });
});

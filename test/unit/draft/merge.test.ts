import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mergeDraft } from '../../../src/core/draft/merge';

interface Fact {
  readonly id: string;
  readonly section: string;
  readonly text: string;
}

const sections = ['Shipped', 'Working on now', 'Blocked or unclear', 'Next', 'Tried, did not work'];
const pickUpTitle = 'Pick it up here';
const usual = ['Shipped', 'Working on now', 'Blocked or unclear', 'Next', pickUpTitle, 'Tried, did not work'];

/** The headings of a template, by the usual title of their section. */
type Titles = readonly (readonly [string, string])[];
const usualTitles: Titles = usual.map((title) => [title, `## ${title}`]);
const german: Titles = [
  ['Blocked or unclear', '## Hängt <!-- b:blocked -->'],
  ['Shipped', '## Erledigt <!-- b:shipped -->'],
  [pickUpTitle, '## Hier weiter <!-- b:pickup -->'],
  ['Tried, did not work', '## Tried, did not work'],
];

function note(
  facts: readonly Fact[],
  pickUp: string | null,
  title = 'Retry refunds · Ana → Lin',
  titles = usualTitles,
  state = '_say it_',
  promotes = false,
): string {
  // The first of what is next may open the note instead.
  const next = promotes ? facts.find(({ section }) => section === 'Next') : undefined;
  const part = ([name, heading]: Titles[number]): string[] => {
    if (name === pickUpTitle) return pickUp === null ? [] : [`${heading}\n\n\`\`\`sh\n${pickUp}\n\`\`\``];
    const own = facts.filter((each) => each.section === name && each !== next);
    if (own.length === 0) return [];
    return [`${heading}\n\n${own.map(({ id, text }) => `- ${text} <!-- b:${id} -->`).join('\n')}`];
  };
  return `${[
    `# ${title}`,
    `**State:** ${state}\n**Next action:** ${next ? `${next.text} <!-- b:${next.id} -->` : '_name it_'}`,
    'Lin starts Thu 13:00 Lisbon (13:00 UTC).',
    ...titles.flatMap(part),
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

  it('takes the titles and the order of a template that came meanwhile, where nobody wrote anything', () => {
    const [base, fresh] = [note([one, branch], 'a'), note([one, two], 'b', undefined, german)];
    assert.equal(mergeDraft(base, base, fresh), fresh);
  });

  it('knows a section whose template renamed it, and leaves alone a title that its author gave', () => {
    const base = note([one, branch], 'git switch a');
    const edited = base.replace('Idempotency keys', 'Keys, at last');
    const fresh = note([one, two], 'git switch b', undefined, german);
    const merged = mergeDraft(base, edited, fresh);
    assert.match(merged, /## Erledigt <!-- b:shipped -->\n\n- Keys, at last <!-- b:a1 -->\n- Flaky/);
    assert.match(merged, /## Hier weiter <!-- b:pickup -->\n\n```sh\ngit switch b/);
    assert.doesNotMatch(merged, /## (?:Shipped|Pick it up|Working)|git switch a/);
    assert.equal(mergeDraft(fresh, merged, fresh), merged);
    const renamed = mergeDraft(base, edited.replace('## Shipped', '## Done'), fresh);
    assert.match(renamed, /## Done\n\n- Keys, at last <!-- b:a1 -->\n- Flaky/);
    assert.doesNotMatch(renamed, /Erledigt/);
    const back = mergeDraft(fresh, `${merged.trimEnd()}\n`, base);
    assert.match(back, /## Shipped\n\n- Keys, at last/);
  });

  it('keeps what its author wrote in a section that the template dropped', () => {
    const base = note([one, branch], null);
    const edited = base.replace('- Branch `x`, 1 commit', '- Branch x, nearly done').concat('\n');
    const merged = mergeDraft(base, edited, note([one, branch], null, undefined, german));
    assert.match(merged, /## Working on now\n\n- Branch x, nearly done <!-- b:c1 -->/);
  });

  it('brings the conclusion up to date where it was left alone, and keeps what its author concluded', () => {
    const base = note([one], null, undefined, undefined, '*inferred:* red');
    const fresh = note([one, two], null, undefined, undefined, '*inferred:* green');
    const edited = base.replace('Idempotency keys', 'Keys, at last');
    assert.match(mergeDraft(base, edited, fresh), /^\*\*State:\*\* \*inferred:\* green$/m);
    const mine = base.replace('*inferred:* red', 'red, but only on Windows');
    assert.match(mergeDraft(base, mine, fresh), /^\*\*State:\*\* red, but only on Windows\n\*\*Next/m);
  });

  it('opens with the next step that was added, or lists it where its author named another next action', () => {
    const step = fact('n1', 'Next', 'Inject the clock');
    const [base, fresh] = [note([one], null), note([one, step], null, undefined, undefined, undefined, true)];
    const edited = base.replace('Idempotency keys', 'Keys, at last');
    assert.match(mergeDraft(base, edited, fresh), /^\*\*Next action:\*\* Inject the clock <!-- b:n1 -->$/m);
    const mine = mergeDraft(base, base.replace('_name it_', 'call Lin'), fresh);
    assert.match(mine, /^\*\*Next action:\*\* call Lin$/m);
    assert.match(mine, /^## Next\n\n- Inject the clock <!-- b:n1 -->$/m);
    assert.equal(mergeDraft(fresh, mine, fresh), mine);
    // Listed before, and the first of the list now: it moves up, and its heading goes.
    const listed = note([one, step], null).replace('Idempotency keys', 'Keys, at last');
    const moved = mergeDraft(note([one, step], null), listed, fresh);
    assert.match(moved, /^\*\*Next action:\*\* Inject the clock <!-- b:n1 -->$/m);
    assert.doesNotMatch(moved, /## Next/);
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
  const draft = fc
    .record({
      facts,
      pickUp: fc.option(fc.constantFrom('git switch a', 'git switch b')),
      state: fc.constantFrom('_say it_', '*inferred:* done', '*inferred:* red'),
      promotes: fc.boolean(),
      titles: fc.oneof(
        { weight: 3, arbitrary: fc.constant(usualTitles) },
        { weight: 1, arbitrary: fc.constant(german) },
        {
          weight: 1,
          arbitrary: fc.shuffledSubarray([...usualTitles], { minLength: 3 }) as fc.Arbitrary<Titles>,
        },
      ),
    })
    .map(({ facts: some, pickUp, titles, state, promotes }) => {
      const named = titles.map(([name]) => name);
      const next = promotes ? some.find(({ section }) => section === 'Next') : undefined;
      return {
        // What a template drops is not in the note.
        facts: some.filter((each) => each === next || named.includes(each.section)),
        markdown: note(some, pickUp, undefined, titles, state, promotes),
      };
    });
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
        const base = old.markdown;
        const edited = apply(base, edits);
        const merged = new Set(mergeDraft(base, edited, now.markdown).split('\n'));
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
        const [base, fresh] = [old.markdown, now.markdown];
        const once = mergeDraft(base, apply(base, edits), fresh);
        assert.equal(mergeDraft(fresh, once, fresh), once);
      }),
      { numRuns: 600, seed: 8 },
    );
  });

  const items = (text: string): Map<string, string[]> => {
    const found = new Map<string, string[]>();
    for (const line of text.split('\n')) {
      const id = / <!-- b:([a-j]) -->$/.exec(line)?.[1];
      if (id) found.set(id, [...(found.get(id) ?? []), line]);
    }
    return found;
  };

  it('leaves away what was deleted, leaves as it is what was edited, and adds every new fact once', () => {
    const change = fc.record({ id: fc.constantFrom(...'abcdefghij'), deletes: fc.boolean() });
    fc.assert(
      fc.property(draft, draft, fc.uniqueArray(change, { selector: ({ id }) => id }), (old, now, changes) => {
        const done = new Map(changes.map(({ id, deletes }) => [id, deletes]));
        const edited = old.markdown
          .split('\n')
          .flatMap((line) => {
            const id = / <!-- b:([a-j]) -->$/.exec(line)?.[1] ?? '';
            if (!done.has(id)) return [line];
            return done.get(id) ? [] : [line.replace(' <!--', ', in my words <!--')];
          })
          .join('\n');
        const merged = items(mergeDraft(old.markdown, edited, now.markdown));
        const before = new Set(old.facts.map(({ id }) => id));
        for (const id of before) {
          if (done.get(id) === true) assert.ok(!merged.has(id), `${id} was deleted`);
          if (done.get(id) === false)
            assert.match(
              merged.get(id)?.join() ?? '',
              /^(?:- |\*\*Next action:\*\* )[^,]*, in my words <!--/,
            );
        }
        for (const { id, text } of now.facts) {
          const untouched = !before.has(id) || !done.has(id);
          if (!untouched) continue;
          const told = merged.get(id)?.map((line) => line.replace(/^\*\*Next action:\*\* /, '- '));
          assert.deepEqual(told, [`- ${text} <!-- b:${id} -->`], id);
        }
        for (const { id } of old.facts)
          if (!done.has(id) && !now.facts.some((fact) => fact.id === id))
            assert.ok(!merged.has(id), `${id} is gone`);
      }),
      { numRuns: 400, seed: 10 },
    );
  });

  it('loses nothing over many days: added and carried items that age, templates that change, edits in between', () => {
    // As Baton tells them: what was added (with a deadline that moves) and what was carried over (with its age).
    const added = (id: string, day: number): Fact =>
      fact(id, 'Blocked or unclear', `**Which bank?** → lin, by Fri ${day} Nov 10:00 UTC. Open ${day} days.`);
    const carried = (id: string, day: number): Fact =>
      fact(
        id,
        'Blocked or unclear',
        `No key ${id} Open ${day} days, carried from [n${day}](https://x/${day}).`,
      );
    const day = fc.record({
      items: fc.uniqueArray(fc.constantFrom(...'abcdef'), { maxLength: 5 }),
      titles: fc.constantFrom(usualTitles, german),
      edits: fc.array(edit, { maxLength: 2 }),
    });
    fc.assert(
      fc.property(fc.array(day, { minLength: 2, maxLength: 5 }), (days) => {
        let [base, text] = ['', ''];
        const mine = new Set<string>();
        days.forEach(({ items: ids, titles, edits }, index) => {
          const facts = ids.map((id) => (id < 'd' ? added(id, index) : carried(id, index)));
          const fresh = note(facts, null, undefined, titles);
          text = index === 0 ? fresh : mergeDraft(base, text, fresh);
          for (const line of mine) assert.ok(text.split('\n').includes(line), `day ${index} lost: ${line}`);
          assert.equal(mergeDraft(fresh, text, fresh), text, `day ${index} again`);
          base = fresh;
          const before = new Set(text.split('\n'));
          text = apply(text, edits);
          const after = text.split('\n');
          for (const line of mine) if (!after.includes(line)) mine.delete(line);
          for (const line of after) if (!before.has(line) && line.trim() !== '') mine.add(line);
        });
      }),
      { numRuns: 300, seed: 13 },
    );
  });

  it('gives the fresh draft when nobody edited', () => {
    fc.assert(
      fc.property(draft, draft, (old, now) => {
        assert.equal(mergeDraft(old.markdown, old.markdown, now.markdown), now.markdown);
      }),
      { numRuns: 400, seed: 9 },
    );
  });
});

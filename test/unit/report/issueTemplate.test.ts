import assert from 'node:assert/strict';
import fc from 'fast-check';
import { draftIssue } from '../../../src/core/report/issue/draft';
import { reportIdIn } from '../../../src/core/report/issue/marker';
import { fillForm } from '../../../src/core/report/issue/fill';
import {
  answersTo,
  keepForm,
  keptForm,
  nothingKept,
  withAnswersTo,
} from '../../../src/core/report/issue/keptForm';
import { partsOf } from '../../../src/core/report/issue/parts';
import { prefilledForm } from '../../../src/core/report/issue/prefill';
import { readRules } from '../../../src/core/report/issue/rules';
import { blankedComments, withoutComments } from '../../../src/core/text/comments';

const report = `# TypeError: no amount

**What happens:** \`refund r-17\` crashes. **Expected:** a 404.

**Reproduce** (5 of 5 at \`a1b2c3d\`)

node pay.js r-17

**Where:** \`lib/ledger.js:7\`

**Environment:** Node 20.20.2, linux x64

**Ask:** confirm the fix.

<!-- baton:report r-1 -->
`;
const ofText = (name: string, text: string) => {
  const [template] = readRules([{ name, text }]).templates;
  assert.ok(template);
  return template;
};
const usual = `Thanks for reporting!
- [ ] I searched

<!-- say more -->
# Bug report
## Describe the bug
A clear and concise description of what the bug is.
## To Reproduce
Steps
**Expected behavior**
A clear description.
## Screenshots
<!-- drag them here
## not a heading -->
If they help.
\`\`\`sh
# nor is this
\`\`\`
## Rules
Please tick:
- [ ] I read them
`;

describe('a Markdown template', () => {
  it('is filled heading by heading, keeps its boxes, and loses nothing of the report', () => {
    const { issue } = draftIssue(report, ofText('bug.md', usual));
    assert.equal(
      issue.body,
      [
        '- [ ] I searched',
        '# Bug report',
        '## Describe the bug\n\n`refund r-17` crashes.',
        '## To Reproduce\n\n(5 of 5 at `a1b2c3d`)\n\nnode pay.js r-17',
        '**Expected behavior**\n\na 404.',
        // As GitHub itself posts what nobody answered: in the template's own words.
        '## Screenshots\n\n<!-- drag them here\n## not a heading -->\nIf they help.\n```sh\n# nor is this\n```',
        '## Rules\n\nPlease tick:\n- [ ] I read them',
        '**Where:** `lib/ledger.js:7`\n\n**Environment:** Node 20.20.2, linux x64\n\n**Ask:** confirm the fix.',
        '<!-- baton:report r-1 -->',
      ].join('\n\n'),
    );
  });
  it('that asks for nothing that a report has leaves the report as it is, until it is answered', () => {
    const zebra = ofText('x.md', '## Zebra\n\nwhich?\n');
    const { issue, asked } = draftIssue(report, zebra);
    assert.ok(issue.body.startsWith('**What happens:**') && !issue.body.includes('Zebra'));
    assert.deepEqual(
      asked.map(({ index, field }) => [index, field.label, field.required]),
      [[0, 'Zebra', false]],
    );
    const answered = draftIssue(report, zebra, new Map([[0, 'The striped one.']])).issue.body;
    assert.match(answered, /^## Zebra\n\nThe striped one\.\n\n\*\*What happens:\*\* `refund r-17` crashes/);
  });
  it('asks for the headings that the report does not answer, and puts the answer below its heading', () => {
    const { asked } = draftIssue(report, ofText('bug.md', usual));
    assert.deepEqual(
      asked.map(({ field }) => field.label),
      ['Screenshots'],
    );
    const given = new Map([[asked[0]?.index ?? -1, 'None: it is a worker.']]);
    const again = draftIssue(report, ofText('bug.md', usual), given);
    assert.match(again.issue.body, /## Screenshots\n\nNone: it is a worker\.\n\n## Rules/);
    // It can be changed, and taken back.
    assert.equal(again.asked.length, 1);
    const emptied = draftIssue(report, ofText('bug.md', usual), new Map([[asked[0]?.index ?? -1, '']]));
    assert.match(emptied.issue.body, /If they help\./);
    assert.ok(!emptied.issue.body.includes('_No response_'));
  });
  it('cannot swallow the report, nor pass for another one, with what it says itself', () => {
    for (const own of ['<!-- never closed', '```sh\nnever closed', '<!-- baton:report r-other -->\nhm']) {
      const template = ofText('bug.md', `## Describe the bug\n\n## Screenshots\n${own}\n`);
      const { body } = draftIssue(report, template).issue;
      assert.ok(!/never closed|r-other/.test(body), body);
      assert.equal(reportIdIn(body), 'r-1');
    }
  });
  it('is the single one of old wherever it lies, and is not named in an address', () => {
    const old = ofText('/docs/issue_template', usual);
    assert.deepEqual([old.kind, old.name], ['markdown', 'Issue template']);
    const address = { host: 'github.com', owner: 'acme', name: 'shop' };
    const { url } = prefilledForm(address, old, draftIssue(report, old));
    assert.ok(url.startsWith('https://github.com/acme/shop/issues/new?title=') && !url.includes('template='));
  });
  it('is read in time that grows with its length only, whatever comments it opens', () => {
    const text = `${'<!-- '.repeat(200_000)}x`;
    assert.equal(withoutComments(text), text);
    assert.equal(withoutComments('a<!-- b -->c<!-- d --><!-- e'), 'ac<!-- e');
    assert.equal(blankedComments('a<!-- b\n -->c<!-- d'), 'a      \n    c<!-- d');
    assert.equal(blankedComments(text), text);
  });
});

const form = `name: Bug
body:
  - { type: textarea, id: what, attributes: { label: What happened }, validations: { required: true } }
  - { type: input, id: serial, attributes: { label: Serial number } }
  - { type: input, id: plan, attributes: { label: Plan, value: free } }
  - { type: dropdown, id: os, attributes: { label: Favourite, options: [One, Two], default: 1 } }
  - { type: checkboxes, attributes: { label: Rules, options: [{ label: I read them }] } }
`;
const formOf = (text: string) => {
  const template = ofText('bug.yml', text);
  assert.ok(template.kind === 'form');
  return template;
};

describe('the fields that nobody has to fill', () => {
  it('are offered too, with what the form itself puts there', () => {
    const { asked, missing, values } = draftIssue(report, formOf(form));
    assert.deepEqual(
      asked.map(({ field }) => field.label),
      ['Serial number', 'Plan', 'Favourite'],
    );
    assert.deepEqual(missing, []);
    assert.deepEqual([values.get(2), values.get(3)], ['free', ['Two']]);
  });
  it('stay on the page when they are answered, and empty when they are emptied', () => {
    const given = new Map<number, string | readonly string[]>([
      [1, 'S-17'],
      [2, ''],
      [3, []],
    ]);
    const { asked, issue } = draftIssue(report, formOf(form), given);
    assert.equal(asked.length, 3);
    assert.match(issue.body, /number\n\nS-17\n\n### Plan\n\n_No response_\n\n### Favourite\n\n_No response_/);
  });
  it('take nothing from the report: what was answered to a field that it fills as well stands before it', () => {
    const { values } = fillForm(formOf(form), partsOf(report), new Map([[0, 'I typed this.']]));
    assert.match(String(values.get(0)), /^I typed this\.\n\n`refund r-17` crashes\./);
  });
  it('hold the rest of a report; where none is long, it stands above the form', () => {
    const short = formOf('name: Bug\nbody:\n  - { type: input, id: a, attributes: { label: Serial } }\n');
    const { issue } = draftIssue(report, short);
    assert.match(issue.body, /node pay\.js r-17[^]*confirm the fix\.\n\n### Serial\n\n_No response_$/);
  });
});

describe('a field of one line that the report fills', () => {
  const versions = formOf(`name: Bug
body:
  - { type: input, id: version, attributes: { label: Version }, validations: { required: true } }
`);
  it('is asked too, with what it holds: only a line of the report fits there', () => {
    const { asked, values, missing } = draftIssue(report, versions);
    assert.deepEqual(
      asked.map(({ index }) => values.get(index)),
      ['Node 20.20.2, linux x64'],
    );
    assert.deepEqual(missing, []);
  });
  it('holds what its author writes in its place, and is missing once it is emptied', () => {
    const { issue } = draftIssue(report, versions, new Map([[0, '2.3.0']]));
    assert.match(issue.body, /### Version\n\n2\.3\.0$/);
    assert.equal(draftIssue(report, versions, new Map([[0, '']])).missing.length, 1);
  });
});

describe('what was answered to a form', () => {
  const at = '2026-11-21T10:00:00.000Z';
  const place = 'github.com/acme/shop';
  const values = new Map<number, string | readonly string[]>([
    [1, 'S-17'],
    [3, ['One']],
  ]);
  const kept = withAnswersTo({ ...nothingKept, template: 'bug.yml' }, place, formOf(form), values);

  it('is kept in the journal under the report, and comes back to the same form', () => {
    const back = keptForm([keepForm('r-1', kept, at)], 'r-1');
    assert.deepEqual([back.template, back.repository], ['bug.yml', null]);
    assert.deepEqual(answersTo(back, place, formOf(form)), values);
    assert.equal(answersTo(keptForm([keepForm('r-1', kept, at)], 'r-2'), place, formOf(form)).size, 0);
    assert.equal(answersTo(back, 'github.com/acme/other', formOf(form)).size, 0);
  });
  it('goes to the same fields when the form was edited meanwhile, and to no other', () => {
    const lines = form.split('\n');
    const moved = [...lines.slice(0, 2), ...lines.slice(2, 6).reverse(), ...lines.slice(6)].join('\n');
    assert.deepEqual(
      [...answersTo(kept, place, formOf(moved.replace('options: [One, Two]', 'options: [Two, Three]')))],
      [[2, 'S-17']],
    );
    const without = formOf(form.replace(/ {2}- \{ type: input, id: serial.*\n/, ''));
    const later = withAnswersTo(kept, place, without, new Map([[1, 'paid']]));
    assert.equal(answersTo(later, place, formOf(form)).get(1), 'S-17');
  });
  it('is kept for the headings of a Markdown template too', () => {
    const template = ofText('bug.md', usual);
    const [{ index } = { index: -1 }] = draftIssue(report, template).asked;
    const answers = withAnswersTo(nothingKept, place, template, new Map([[index, 'None.']]));
    const back = keptForm([keepForm('r-1', answers, at)], 'r-1');
    assert.deepEqual([...answersTo(back, place, template)], [[index, 'None.']]);
  });
  it('is nothing where the journal holds nonsense, and survives any text', () => {
    for (const value of ['', '[', '7', 'null', '{"answers":{"a":7,"b":{"c":[1]}}}'])
      assert.doesNotThrow(() => keptForm([{ kind: 'choice', at, key: 'report r-1 form', value }], 'r-1'));
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), (text) => {
        const one = withAnswersTo(nothingKept, place, formOf(form), new Map([[1, text]]));
        const event = JSON.parse(JSON.stringify(keepForm('r-1', one, at))) as ReturnType<typeof keepForm>;
        assert.equal(answersTo(keptForm([event], 'r-1'), place, formOf(form)).get(1), text);
      }),
      { numRuns: 100 },
    );
  });
});

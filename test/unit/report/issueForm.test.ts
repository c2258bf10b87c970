import assert from 'node:assert/strict';
import { parseIssue } from '@github/issue-parser';
import fc from 'fast-check';
import { draftIssue } from '../../../src/core/report/issue/draft';
import { reportIdIn } from '../../../src/core/report/issue/marker';
import { fillForm, renderForm } from '../../../src/core/report/issue/fill';
import type { FormValues, IssueTemplate } from '../../../src/core/report/issue/model';
import { partsOf } from '../../../src/core/report/issue/parts';
import { readRules } from '../../../src/core/report/issue/rules';

const form = `name: Bug report
description: File a bug
title: "[Bug]: "
labels: ["bug", "triage"]
assignees: octocat, hubot
body:
  - type: markdown
    attributes: { value: Thanks! }
  - type: textarea
    id: what-happened
    attributes: { label: What happened? }
    validations: { required: true }
  - type: textarea
    id: expected
    attributes: { label: Expected behavior }
  - type: textarea
    id: steps
    attributes: { label: Steps To Reproduce }
  - type: input
    id: version
    attributes: { label: Version }
    validations: { required: true }
  - type: dropdown
    id: browsers
    attributes:
      label: Which browsers?
      multiple: true
      options: [Firefox, Chrome, Safari]
  - type: textarea
    id: logs
    attributes: { label: Relevant log output, render: shell }
  - type: textarea
    id: more
    attributes: { label: Anything else? }
  - type: checkboxes
    id: terms
    attributes:
      label: Code of Conduct
      options:
        - label: I agree
          required: true
        - label: I searched
`;
const report = `# TypeError: no amount in Ledger.read

**What happens:** \`refund r-17\` crashes. **Expected:** a 404.

**Reproduce** (5 of 5 at \`a1b2c3d\`)

\`\`\`sh
node pay.js r-17
\`\`\`

**Where:** [\`lib/ledger.js:7\`](https://github.com/acme/shop/blob/x/lib/ledger.js#L7)

**Trace** (in-app)
- TypeError: no amount at \`Ledger.read\`

<details><summary>All 2 frames</summary>

\`\`\`text
TypeError: no amount
    at Ledger.read (lib/ledger.js:7:16)
\`\`\`

</details>

**Environment:** Node 20.20.2, linux x64

**Hypothesis:** _Write here: why_ **Proposed fix:** _Write here: what_

**Ask:** confirm the fix, by Mon 12:00 UTC.

<!-- baton:fingerprint v2:0123456789abcdef -->
<!-- baton:report r-1 -->
`;
const bugForm = (): Extract<IssueTemplate, { kind: 'form' }> => {
  const [template] = readRules([{ name: 'bug.yml', text: form }]).templates;
  assert.ok(template?.kind === 'form');
  return template;
};
const terms: FormValues = new Map([[7, ['I agree']]]);

describe('an issue form', () => {
  it('is filled with the parts of a report, and read back by GitHub’s own parser', () => {
    const { issue, missing } = draftIssue(report, bugForm(), terms);
    assert.deepEqual(missing, []);
    assert.deepEqual(issue.labels, ['bug', 'triage']);
    assert.deepEqual(issue.assignees, ['octocat', 'hubot']);
    assert.equal(issue.title, '[Bug]: TypeError: no amount in Ledger.read');
    const read = parseIssue(issue.body, form);
    assert.equal(read['what-happened'] ?? read['what_happened'], '`refund r-17` crashes.');
    assert.equal(read['expected'], 'a 404.');
    assert.match(String(read['steps']), /5 of 5 at `a1b2c3d`[^]*node pay\.js r-17/);
    assert.equal(read['version'], 'Node 20.20.2, linux x64');
    assert.deepEqual(read['browsers'], []);
    assert.match(String(read['logs']), /at Ledger\.read \(lib\/ledger\.js:7:16\)/);
    assert.match(String(read['more']), /confirm the fix, by Mon 12:00 UTC/);
    assert.deepEqual(read['terms'], { selected: ['I agree'], unselected: ['I searched'] });
    assert.equal(reportIdIn(issue.body), 'r-1');
    assert.ok(!issue.body.includes('Write here'));
  });
  it('asks for the required fields that the report does not answer', () => {
    const { missing } = draftIssue(report.replace(/\*\*Environment.*\n/, ''), bugForm());
    assert.deepEqual(
      missing.map(({ field }) => field.label),
      ['Version', 'Code of Conduct'],
    );
  });
  it('loses nothing of a report, whatever its fields are', () => {
    const small = bugForm();
    for (const fields of [small.fields.slice(0, 1), small.fields.slice(1, 2), small.fields.slice(5, 7)]) {
      const { values } = fillForm({ ...small, fields }, partsOf(report), new Map());
      const body = renderForm({ ...small, fields }, values);
      for (const said of ['refund r-17', '404', 'node pay.js', 'ledger.js#L7', 'linux x64', 'Mon 12:00'])
        assert.ok(body.includes(said), said);
    }
  });
  it('comes back as it was filled, whatever was filled in', () => {
    const word = fc.stringMatching(/^[a-z][a-z0-9 .:()]{0,30}[a-z]$/);
    fc.assert(
      fc.property(
        word,
        fc.subarray(['Firefox', 'Chrome', 'Safari']),
        fc.subarray(['I agree', 'I searched']),
        fc.array(word, { maxLength: 4 }),
        (version, browsers, agreed, lines) => {
          const values = new Map<number, string | string[]>([
            [3, version],
            [4, browsers],
            [6, lines.join('\n')],
            [7, agreed],
          ]);
          const read = parseIssue(renderForm(bugForm(), values), form);
          assert.equal(read['version'], version === 'none' ? undefined : version);
          assert.deepEqual(read['browsers'], browsers);
          assert.equal(read['more'] ?? '', lines.join('\n').trim());
          assert.deepEqual((read['terms'] as { selected: string[] }).selected, agreed);
        },
      ),
      { numRuns: 100 },
    );
  });
});

describe('the rules of a repository', () => {
  it('are its forms, its templates and its chooser', () => {
    const rules = readRules([
      { name: 'bug.yml', text: form },
      {
        name: 'old.md',
        text: '---\nname: Old\nabout: As before\nlabels: bug\n---\n<!-- hint -->\n## Checks\n- [ ] I searched\n',
      },
      {
        name: 'config.yml',
        text: 'blank_issues_enabled: false\ncontact_links:\n  - { name: Chat, url: "https://chat.example", about: ask }\n  - { name: Bad, url: "javascript:alert(1)", about: no }\n',
      },
      { name: 'broken.yml', text: 'body: [' },
      { name: 'notes.txt', text: 'x' },
    ]);
    assert.deepEqual(
      rules.templates.map(({ kind, name, labels }) => [kind, name, labels]),
      [
        ['form', 'Bug report', ['bug', 'triage']],
        ['markdown', 'Old', ['bug']],
      ],
    );
    assert.equal(rules.blankAllowed, false);
    assert.deepEqual(
      rules.contacts.map(({ name }) => name),
      ['Chat'],
    );
    const [, old] = rules.templates;
    const { issue } = draftIssue(report, old ?? null);
    assert.ok(
      issue.body.includes('refund r-17') &&
        issue.body.includes('- [ ] I searched') &&
        !issue.body.includes('hint'),
    );
  });
  it('allow blank issues where nothing says otherwise', () => {
    assert.deepEqual(readRules([]), { templates: [], blankAllowed: true, contacts: [] });
  });
});

import assert from 'node:assert/strict';
import { withoutQuotedCode } from '../../../src/core/post/code';
import { withoutUnpushedCode } from '../../../src/core/report/issue/guard';
import { searchesFor } from '../../../src/core/report/issue/known';
import { readBack } from '../../../src/core/report/readBack';
import { withRedacted } from '../../../src/core/report/redacted';
import { draftIssue } from '../../../src/core/report/issue/draft';
import { readRules } from '../../../src/core/report/issue/rules';
import { escapeInline, unescapeInline } from '../../../src/core/text/markdown';

const block = `<details><summary>All 3 frames, innermost call first</summary>

\`\`\`text
Error: refund r-17 of [email-1] failed
    at run (pay.js:12:11)
caused by TypeError: Cannot read properties of undefined (reading 'amount')
    at Ledger.read (lib/ledger.js:7:16)
    at node:internal/main/run_main_module:28:49
\`\`\`

</details>`;
const report = `# TypeError \\[email-1\\] in f

**What happens:** crash. _Write here: how often_ **Expected:** _Write here: what should happen instead_

\`\`\`js
secretCode();
\`\`\`

${block}

**Environment:** Node 20. _Write here: the system_

**Redacted:** 1 e-mail address, 1 token

<!-- baton:fingerprint v3:0123456789abcdef -->
<!-- baton:report r-1 -->
`;

describe('what a report prints, read back', () => {
  it('is its errors with their causes and calls, whatever language they are of', () => {
    const [outer, cause, ...more] = readBack(report)?.errors ?? [];
    assert.deepEqual(more, []);
    assert.deepEqual([outer?.type, outer?.relation, outer?.parent], ['Error', 'thrown', null]);
    assert.deepEqual([cause?.type, cause?.relation, cause?.parent], ['TypeError', 'cause', 0]);
    assert.equal(cause?.message, "Cannot read properties of undefined (reading 'amount')");
    assert.deepEqual(cause?.frames, [
      { function: 'Ledger.read', file: 'lib/ledger.js', line: 7, column: 16 },
      { function: null, file: 'node:internal/main/run_main_module', line: 28, column: 49 },
    ]);
    assert.equal(readBack('# No report'), null);
  });
  it('is searched for by the words of the root cause, not by names of what was hidden', () => {
    const [words] = searchesFor('a/b', null, readBack(report)?.errors ?? []);
    assert.match(words ?? '', / TypeError Cannot read properties undefined reading$/);
    const [hidden] = searchesFor('a/b', null, (readBack(report)?.errors ?? []).slice(0, 1));
    assert.doesNotMatch(hidden ?? '', /email/);
  });
  it('keeps its trace where the code is left out that nobody has seen yet', () => {
    const { text, pieces } = withoutUnpushedCode(report);
    assert.equal(pieces, 1);
    assert.ok(text.includes(block) && !text.includes('secretCode'));
    const written = report.replace('    at run', 'secretCode()\n    at run');
    assert.ok(
      !withoutUnpushedCode(written).text.includes('secretCode'),
      'its author wrote between the calls',
    );
    assert.ok(!withoutQuotedCode(report).text.includes('Ledger.read'));
  });
});

describe('a report as GitHub shows it', () => {
  it('has a title without the signs that Markdown needs', () => {
    assert.equal(draftIssue(report, null).issue.title, 'TypeError [email-1] in f');
    for (const text of ['a*b_c [x] <y> `z` &amp; \\ ~ | $', '1. one', '# two', 'x_y'])
      assert.equal(unescapeInline(escapeInline(text)).replaceAll('\u2060', ''), text);
  });
  it('has no heading without a word below it, nor two commas in a row', () => {
    const rules = readRules([
      {
        name: 'bug.yml',
        text: 'name: Bug\nbody:\n  - { type: textarea, attributes: { label: What happened? } }\n',
      },
    ]);
    const { issue } = draftIssue(report, rules.templates[0] ?? null);
    assert.doesNotMatch(issue.body, /\*\*What happens:\*\*|\*\*Expected:\*\*|, ,/);
    assert.match(issue.body, /### What happened\?\n\ncrash\./);
    assert.match(draftIssue(report, null).issue.body, /\*\*Environment:\*\* Node 20\.\n/);
  });
  it('says only of what is still hidden that it is', () => {
    assert.match(withRedacted(report, [{ kind: 'token' }]), /\n\*\*Redacted:\*\* 1 token\n\n<!--/);
    assert.doesNotMatch(withRedacted(report, []), /Redacted/);
  });
});

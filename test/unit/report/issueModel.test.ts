import assert from 'node:assert/strict';
import { withAnswer, withConsent, withoutAnswer } from '../../../src/features/report/issue/answers';
import {
  noChoices,
  templateOf,
  type IssueChoices,
  type IssueSituation,
} from '../../../src/features/report/issue/choices';
import { boxId } from '../../../src/features/report/issue/consents';
import { issueModel, prefilledPage } from '../../../src/features/report/issue/model';
import { issuePlan } from '../../../src/features/report/issue/plan';
import type { IssueRepository } from '../../../src/core/ports/issues';
import { readRules } from '../../../src/core/report/issue/rules';
import { findSecrets, notAllowed } from '../../../src/core/secrets/find';

const markdown = `# TypeError in read

**What happens:** crash of asha@example.com. _Write here: how often_ **Expected:** a 404

**Environment:** Node 20

\`\`\`js
secretCode();
\`\`\`

<!-- baton:fingerprint v2:0123456789abcdef -->
<!-- baton:report r-1 -->
`;
const repository: IssueRepository = {
  id: 'R1',
  nameWithOwner: 'acme/shop',
  isPrivate: true,
  isArchived: false,
  hasIssues: true,
  canTriage: true,
  watchers: 7,
  securityPolicyUrl: null,
  templates: [],
  parent: null,
};
const form = `name: Bug
body:
  - { type: textarea, id: what, attributes: { label: What happened }, validations: { required: true } }
  - { type: input, id: serial, attributes: { label: Serial number }, validations: { required: true } }
  - { type: dropdown, id: os, attributes: { label: Your favourite, options: ['One, at last', Two] }, validations: { required: true } }
  - { type: checkboxes, id: c, attributes: { label: Rules, options: [{ label: I read them, required: true }] } }
`;
const situation = (more: Partial<IssueSituation> = {}): IssueSituation => ({
  markdown,
  findings: findSecrets(markdown),
  allowed: new Set(),
  address: { host: 'github.com', owner: 'acme', name: 'shop' },
  candidates: [{ host: 'github.com', owner: 'acme', name: 'shop' }],
  repository,
  rules: readRules([]),
  known: [],
  incomplete: null,
  posted: null,
  signedInAs: 'asha',
  publicSetting: 'ask',
  hasUnpushedWork: false,
  failure: null,
  progress: null,
  result: null,
  ...more,
});
const choices = (more: Partial<IssueChoices> = {}): IssueChoices => ({ ...noChoices, ...more });
const section = (kind: string, model: ReturnType<typeof issueModel>) =>
  model.sections.find((each) => each.kind === kind);

describe('the review page of a report', () => {
  it('shows the issue as it would be created, redacted, without what was not filled in', () => {
    const model = issueModel(choices(), situation());
    assert.equal(model.heading, 'Report to acme/shop');
    assert.equal(model.primary, 'Create Issue');
    assert.ok(model.canSubmit);
    assert.ok(
      !model.markdown.includes('asha@') &&
        !model.markdown.includes('Write here') &&
        !model.markdown.includes('baton:'),
    );
    assert.match(model.problems.join(), /not filled in/);
    const { issue } = issuePlan(choices(), situation());
    assert.ok(issue.body.includes('<!-- baton:report r-1 -->') && issue.body.includes('v2:0123456789abcdef'));
  });
  it('has in its title what the author allowed, and nothing else that is to be hidden', () => {
    const named = markdown.replace('# TypeError in read', '# TypeError of asha@example.com at 10.20.30.40');
    const [own] = findSecrets(named).filter(({ kind }) => kind === 'e-mail address');
    const titleOf = (allowed: readonly string[], shown: readonly string[] = []) =>
      issuePlan(
        choices({ shown: new Set(shown) }),
        situation({
          markdown: named,
          findings: notAllowed(named, findSecrets(named), allowed),
          allowed: new Set(allowed),
        }),
      ).issue.title;
    assert.doesNotMatch(titleOf([]), /asha@|10\.20/);
    assert.equal(titleOf(['10.20.30.40']), 'TypeError of [e-mail address removed] at 10.20.30.40');
    assert.match(titleOf([], [own?.id ?? '']), /of asha@example\.com at \[/);
  });
  it('offers another account while somebody is signed in and nothing is done yet', () => {
    const offers = (more: Partial<IssueSituation>) => issueModel(choices(), situation(more)).canChangeAccount;
    assert.equal(offers({}), true);
    assert.equal(offers({ signedInAs: null }), false);
    assert.equal(offers({ result: { text: 'Posted.', url: null } }), false);
  });
  it('shows a span that its author allows, and asks about each', () => {
    const [found] = findSecrets(markdown);
    assert.ok(
      issueModel(choices({ shown: new Set([found?.id ?? '']) }), situation()).markdown.includes(
        'asha@example.com',
      ),
    );
    assert.equal(section('redactions', issueModel(choices(), situation()))?.kind, 'redactions');
  });
  it('offers the headings of a Markdown template that the report does not answer, and hides secrets in the answers', () => {
    const rules = readRules([{ name: 'bug.md', text: '## Describe the bug\n\n## Screenshots\n' }]);
    const here = situation({ rules });
    const template = templateOf(choices(), rules);
    const questions = section('questions', issueModel(choices(), here));
    assert.ok(questions?.kind === 'questions');
    const [question] = questions.questions;
    assert.deepEqual([question?.text, question?.optional], ['Screenshots', true]);
    const chosen = withAnswer(choices(), template, question?.id ?? '', 'Ask bela@example.com for them');
    assert.ok(chosen);
    const model = issueModel(chosen, here);
    assert.match(model.markdown, /## Screenshots\n\nAsk \[e-mail address removed\] for them/);
    const found = section('redactions', model);
    assert.ok(found?.kind === 'redactions' && found.redactions.some(({ id }) => id.startsWith('field-')));
    const emptied = withoutAnswer(chosen, template, question?.id ?? '');
    assert.ok(!issueModel(emptied, here).markdown.includes('removed] for them'));
  });
  it('asks for what a form requires, box by box and field by field', () => {
    const rules = readRules([{ name: 'bug.yml', text: form }]);
    const here = situation({ rules });
    const template = templateOf(choices(), rules);
    let chosen = choices();
    assert.ok(!issueModel(chosen, here).canSubmit);
    const questions = section('questions', issueModel(chosen, here));
    assert.deepEqual(
      questions?.kind === 'questions' && questions.questions.map(({ text, options }) => [text, options]),
      [
        ['Serial number', undefined],
        ['Your favourite', ['One, at last', 'Two']],
      ],
    );
    chosen = withAnswer(chosen, template, 'field-1', 'S-17') ?? chosen;
    assert.equal(withAnswer(chosen, template, 'field-2', 'Three'), null);
    chosen = withAnswer(chosen, template, 'field-2', 'one, at last') ?? chosen;
    chosen = withAnswer(chosen, template, 'field-2', 'two') ?? chosen;
    // An answer stays on the page, where it can be changed.
    const answered = section('questions', issueModel(chosen, here));
    assert.deepEqual(answered?.kind === 'questions' && answered.questions.map(({ answer }) => answer), [
      'S-17',
      'Two',
    ]);
    assert.ok(!issueModel(chosen, here).canSubmit);
    chosen = withConsent(chosen, template, boxId(3, 'I read them'), true);
    const model = issueModel(chosen, here);
    assert.ok(model.canSubmit, model.problems.join());
    assert.match(
      model.markdown,
      /### Serial number\n\nS-17\n\n### Your favourite\n\nTwo\n\n### Rules\n\n- \[x\] I read them/,
    );
  });
  it('offers the fields that nobody has to fill, which can be emptied again', () => {
    const text = form.replaceAll(', validations: { required: true }', '');
    const rules = readRules([{ name: 'bug.yml', text }]);
    const here = situation({ rules });
    const template = templateOf(choices(), rules);
    let chosen = choices();
    const asked = () => {
      const found = section('questions', issueModel(chosen, here));
      return found?.kind === 'questions'
        ? found.questions.map(({ text: label, answer, optional }) => [label, answer, optional])
        : [];
    };
    assert.deepEqual(asked(), [
      ['Serial number', '', true],
      ['Your favourite', '', true],
    ]);
    for (const [id, answer] of [
      ['field-1', 'S-17'],
      ['field-2', 'Two'],
    ] as const)
      chosen = withAnswer(chosen, template, id, answer) ?? chosen;
    assert.match(issueModel(chosen, here).markdown, /number\n\nS-17\n\n### Your favourite\n\nTwo/);
    for (const id of ['field-1', 'field-2', 'field-9', 'x']) chosen = withoutAnswer(chosen, template, id);
    assert.deepEqual(asked(), [
      ['Serial number', '', true],
      ['Your favourite', '', true],
    ]);
    assert.match(issueModel(chosen, here).markdown, /number\n\n_No response_\n\n### Your favourite\n\n_No/);
  });
  it('looks for secrets in what is answered too, and asks about each', () => {
    const rules = readRules([{ name: 'bug.yml', text: form }]);
    const here = situation({ rules, markdown: '# T\n\n**What happens:** x', findings: [] });
    const secret = `ghp_${'a1B2'.repeat(9)}`;
    const chosen =
      withAnswer(choices(), templateOf(choices(), rules), 'field-1', `key ${secret}`) ?? choices();
    const model = issueModel(chosen, here);
    assert.ok(!model.markdown.includes(secret) && model.markdown.includes('key [GitHub token removed]'));
    const found = section('redactions', model);
    const [one] = found?.kind === 'redactions' ? found.redactions : [];
    assert.deepEqual([one?.what, one?.line, one?.applied], ['GitHub token', null, true]);
    const allowed = issueModel({ ...chosen, shown: new Set([one?.id ?? '']) }, here);
    assert.ok(allowed.markdown.includes(secret));
    assert.ok(!prefilledPage(chosen, issuePlan(chosen, here), here)?.url.includes(secret));
  });
  it('proposes the single template of old', () => {
    const rules = readRules([{ name: '/ISSUE_TEMPLATE.md', text: '## Steps\n' }]);
    assert.equal(templateOf(choices(), rules)?.file, '/ISSUE_TEMPLATE.md');
    assert.equal(templateOf(choices({ template: '' }), rules), null);
  });
  it('respects a chooser that allows no blank issue', () => {
    const rules = readRules([{ name: 'config.yml', text: 'blank_issues_enabled: false' }]);
    assert.match(issueModel(choices(), situation({ rules })).problems.join(), /takes no blank issues/);
    const links =
      'blank_issues_enabled: false\ncontact_links:\n  - { name: Forum, url: "https://forum.example/x", about: Ask }\n';
    const elsewhere = readRules([{ name: 'config.yml', text: links }]);
    assert.match(
      issueModel(choices(), situation({ rules: elsewhere })).problems.join(),
      /It sends people to Forum \(https:\/\/forum\.example\/x\)\. Copy the report/,
    );
    const both = readRules([
      { name: 'config.yml', text: 'blank_issues_enabled: false' },
      { name: 'a.md', text: 'x' },
    ]);
    assert.equal(templateOf(choices({ template: '' }), both)?.file, 'a.md');
  });
  it('asks before anything goes where everybody can read it, and leaves unpushed code out', () => {
    const isPublic = situation({ repository: { ...repository, isPrivate: false }, hasUnpushedWork: true });
    const model = issueModel(choices(), isPublic);
    assert.ok(!model.canSubmit && !model.markdown.includes('secretCode'));
    const yes = choices({ consents: new Set(['public', 'code']) });
    assert.ok(
      issueModel(yes, isPublic).canSubmit && issueModel(yes, isPublic).markdown.includes('secretCode'),
    );
    const refused = issueModel(yes, { ...isPublic, publicSetting: 'refuse' });
    assert.match(refused.problems.join(), /refuses public repositories/);
  });
  it('keeps unpushed code out of a page in the browser too, as long as nobody knows whether it is public', () => {
    const unknown = situation({ repository: null, signedInAs: null, hasUnpushedWork: true });
    const browser = choices({ destination: 'browser' });
    const model = issueModel(browser, unknown);
    assert.ok(model.canSubmit && !model.markdown.includes('secretCode'));
    assert.match(JSON.stringify(section('consents', model)), /and the repository may be public/);
    assert.ok(!prefilledPage(browser, issuePlan(browser, unknown), unknown)?.url.includes('secretCode'));
    const yes = choices({ destination: 'browser', consents: new Set(['code']) });
    assert.ok(prefilledPage(yes, issuePlan(yes, unknown), unknown)?.url.includes('secretCode'));
    const own = situation({ hasUnpushedWork: true });
    assert.ok(issueModel(browser, own).markdown.includes('secretCode'), 'it is known to be private');
    // What is copied goes nowhere by itself.
    assert.ok(issueModel(choices({ destination: 'copy' }), unknown).markdown.includes('secretCode'));
    assert.match(
      issueModel(browser, { ...unknown, publicSetting: 'refuse' }).problems.join(),
      /only a sign-in tells/,
    );
  });
  it('opens the repository’s own form in the browser, filled, with the hidden lines in it', () => {
    const rules = readRules([{ name: 'bug.yml', text: form }]);
    const here = situation({ rules, repository: null, signedInAs: null });
    const browser = choices({ destination: 'browser' });
    const page = prefilledPage(browser, issuePlan(browser, here), here);
    const query = new URL(page?.url ?? '').searchParams;
    assert.deepEqual([...query.keys()], ['template', 'title', 'what']);
    assert.equal(query.get('template'), 'bug.yml');
    assert.match(query.get('what') ?? '', /crash of[^]*baton:fingerprint[^]*baton:report r-1 -->$/);
    const long = { ...here, markdown: markdown.replace('crash', 'crash '.repeat(2_000)) };
    const short = prefilledPage(browser, issuePlan(browser, long), long);
    assert.deepEqual([short?.complete, short?.url.includes('title=')], [false, true]);
    assert.ok((short?.url.length ?? 0) <= 8_191);
  });
  it('says that it updates what was sent before, and asks when somebody changed that', () => {
    const posted = { text: 'theirs', isEdited: false };
    const calm = issueModel(choices(), situation({ posted }));
    assert.deepEqual([calm.primary, calm.heading], ['Update Issue', 'Update the report in acme/shop']);
    assert.ok(calm.canSubmit && section('known', calm) === undefined);
    const edited = situation({ posted: { ...posted, isEdited: true } });
    const asking = issueModel(choices(), edited);
    assert.ok(!asking.canSubmit && section('remoteEdit', asking));
    assert.ok(issueModel(choices({ consents: new Set(['overwrite']) }), edited).canSubmit);
  });
  it('suggests the security policy where the fault looks like one', () => {
    const securityPolicyUrl = 'https://github.com/acme/shop/security/policy';
    const here = situation({
      repository: { ...repository, securityPolicyUrl },
      markdown: markdown.replace('TypeError', 'AddressSanitizer: heap-buffer-overflow'),
    });
    const model = issueModel(choices(), here);
    assert.match(model.problems.join(), /no security problem \(those go to https:\/\/github\.com\/acme/);
    // Without a policy, the chooser of the repository's issues may say where.
    const links =
      'contact_links:\n  - { name: Chat, url: "https://chat.example", about: Talk }\n  - { name: Report a vulnerability, url: "https://safe.example", about: In private }\n';
    const named = { ...here, repository, rules: readRules([{ name: 'config.yml', text: links }]) };
    assert.match(issueModel(choices(), named).problems.join(), /those go to https:\/\/safe\.example\)/);
    assert.ok(issueModel(choices(), { ...here, repository }).canSubmit, 'nothing says where');
  });
  it('offers my environment for an issue that is known', () => {
    const known = [{ number: 123, title: 'Crash', url: 'https://x', isOpen: false, body: '', similarity: 1 }];
    const here = situation({ known });
    const found = section('known', issueModel(choices(), here));
    assert.deepEqual(found?.kind === 'known' && found.issues, [
      { number: 123, text: '#123 Crash', note: 'the same fault, closed' },
    ]);
    const comment = choices({ destination: 'comment', number: 123 });
    const model = issueModel(comment, here);
    assert.equal(model.primary, 'Post Comment');
    assert.match(model.markdown, /^The same here\.\n\n\*\*Environment:\*\* Node 20/);
    assert.ok(issuePlan(comment, here).issue.body.includes('baton:report r-1'));
  });
  it('offers the repository that this one was forked from', () => {
    const parent = { host: 'github.com', owner: 'upstream', name: 'shop' };
    const { address } = situation();
    const here = situation({ candidates: [...(address ? [address] : []), parent] });
    const found = section('destination', issueModel(choices(), here));
    assert.deepEqual(
      found?.kind === 'destination' && [found.repository, found.repositories.map(({ name }) => name)],
      ['github.com/acme/shop', ['acme/shop', 'upstream/shop']],
    );
  });
  it('is no dead end without GitHub: Markdown can be copied', () => {
    const nowhere = situation({ address: null, repository: null, signedInAs: null });
    assert.ok(!issueModel(choices(), nowhere).canSubmit);
    assert.ok(issueModel(choices({ destination: 'copy' }), nowhere).canSubmit);
  });
  it('signs in first where nobody is', () => {
    const model = issueModel(choices(), situation({ repository: null, signedInAs: null }));
    assert.deepEqual([model.primary, model.canSubmit], ['Sign In to GitHub…', true]);
  });
});

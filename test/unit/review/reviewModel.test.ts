import { strict as assert } from 'node:assert';
import type { RemoteRepository } from '../../../src/core/ports/github';
import { findSecrets } from '../../../src/core/secrets/find';
import {
  consentIds,
  noChoices,
  type ReviewChoices,
  type ReviewSituation,
} from '../../../src/features/handoff/review/choices';
import { reviewModel } from '../../../src/features/handoff/review/model';
import { planOf } from '../../../src/features/handoff/review/plan';
import { finalBody, finalTitle } from '../../../src/features/handoff/review/text';
import type { ReviewModel, ReviewSection } from '../../../src/protocol';
import type { PreparedPost } from '../../../src/usecases/post/prepare';

const address = { host: 'github.com', owner: 'pune', name: 'ledger' };
const category = { id: 'c1', name: 'Handoffs', description: null, isAnswerable: false };
const facts: RemoteRepository = {
  id: 'r1',
  nameWithOwner: 'pune/ledger',
  url: 'https://github.com/pune/ledger',
  isPrivate: true,
  isArchived: false,
  hasDiscussions: true,
  viewerCanWrite: true,
  watchers: 7,
  categories: [category],
  parent: null,
};
const body =
  '**State:** works. Token ghp_0123456789abcdef0123456789abcdef0123 of asha.\n\n```js\nunpushed();\n```';

const prepared = (more: Partial<PreparedPost> = {}, seen: RemoteRepository | null = facts): PreparedPost => ({
  noteId: 'n1',
  title: 'Refund retries',
  heading: 'Refund retries',
  body,
  candidates: [{ address, from: 'remote', remote: 'origin' }],
  repository: {
    address,
    facts: seen,
    signedInAs: seen && 'asha',
    category: seen && { category, why: 'name' },
  },
  mentions: [],
  findings: findSecrets(body),
  problems: [],
  pages: null,
  ...more,
});
const choices = (more: Partial<ReviewChoices> = {}): ReviewChoices => ({ ...noChoices, ...more });
const situation = (more: Partial<ReviewSituation> = {}): ReviewSituation => ({
  session: { account: 'asha', scopes: ['repo'] },
  publicSetting: 'ask',
  hasUnpushedWork: false,
  trees: [],
  refusal: null,
  ask: null,
  rolling: null,
  there: null,
  numberTitle: null,
  failure: null,
  progress: null,
  result: null,
  linesAbove: 2,
  away: new Map(),
  questions: [],
  ...more,
});
function section<Kind extends ReviewSection['kind']>(model: ReviewModel, kind: Kind) {
  return model.sections.find((each): each is Extract<ReviewSection, { kind: Kind }> => each.kind === kind);
}
const consentsOf = (model: ReviewModel) => section(model, 'consents')?.consents ?? [];
const isPublic = { ...facts, isPrivate: false };

describe('the review page', () => {
  it('is ready to post to the proposed category of a private repository', () => {
    const model = reviewModel(prepared(), choices(), situation());
    assert.deepEqual(
      [section(model, 'destination')?.chosen, section(model, 'destination')?.category],
      ['discussion', 'c1'],
    );
    assert.deepEqual([model.primary, model.canSubmit, model.problems], ['Post Discussion', true, []]);
    assert.deepEqual([model.heading, model.isPublic], ['Post to pune/ledger', false]);
    assert.equal(section(model, 'readers')?.watchers, 7);
  });

  it('adds to one Discussion for all notes where the setting names it: no category is needed', () => {
    const model = reviewModel(
      prepared({ repository: { address, facts, signedInAs: 'asha', category: null } }),
      choices(),
      situation({ rolling: 12 }),
    );
    const { choices: offered, categories, chosen } = section(model, 'destination') ?? {};
    assert.deepEqual(
      [offered?.[0]?.text, chosen, categories, model.primary, model.canSubmit, model.problems],
      ['A comment in Discussion #12', 'discussion', [], 'Post Comment', true, []],
    );
  });

  it('names the server where it is not github.com', () => {
    const there = { ...address, host: 'https://git.pune.example' };
    const repository = { address: there, facts, signedInAs: 'asha', category: null };
    const { heading } = reviewModel(prepared({ repository }), choices(), situation());
    assert.equal(heading, 'Post to pune/ledger on git.pune.example');
  });

  it('hides secrets until their author shows them one by one', () => {
    const [finding] = prepared().findings;
    const hidden = reviewModel(prepared(), choices(), situation());
    assert.doesNotMatch(hidden.markdown, /ghp_/);
    assert.deepEqual(
      section(hidden, 'redactions')?.redactions.map(({ line, applied }) => [line, applied]),
      [[3, true]],
    );
    const shown = choices({ shown: new Set([finding?.id ?? '']) });
    assert.match(finalBody(prepared(), shown, situation()), /ghp_0123/);
  });

  it('hides a secret in the title', () => {
    const title = 'Rotate ghp_0123456789abcdef0123456789abcdef0123';
    assert.doesNotMatch(finalTitle(prepared({ title })), /ghp_/);
  });

  it('signs in only by its button, and says so before anybody is signed in', () => {
    const model = reviewModel(prepared({}, null), choices(), situation({ session: null }));
    assert.deepEqual([model.primary, model.canSubmit, model.signedInAs], ['Sign In to GitHub…', true, null]);
    assert.deepEqual(
      consentsOf(model).map(({ id, required }) => [id, required]),
      [[consentIds.private, false]],
    );
  });

  it('offers another sign-in when this one does not reach, and not when it could not help', () => {
    const at = (refusal: ReviewSituation['refusal'], scopes: string[]) =>
      planOf(prepared({}, null), choices(), situation({ refusal, session: { account: 'asha', scopes } }))
        .action;
    assert.equal(at('saml', ['repo']), 'signIn');
    assert.equal(at('scope', ['repo']), 'signIn');
    assert.equal(at('signed-out', ['repo']), 'signIn');
    assert.equal(at('not-found', ['public_repo']), 'signIn');
    assert.equal(at('not-found', ['repo']), 'post');
    assert.equal(at('no-permission', ['public_repo']), 'post');
  });

  it('posts to a public repository only after a yes', () => {
    const model = reviewModel(prepared({}, isPublic), choices(), situation());
    assert.equal(model.canSubmit, false);
    assert.equal(model.isPublic, true);
    const agreed = choices({ consents: new Set([consentIds.public]) });
    assert.equal(reviewModel(prepared({}, isPublic), agreed, situation()).canSubmit, true);
    const allowed = reviewModel(prepared({}, isPublic), choices(), situation({ publicSetting: 'allow' }));
    assert.deepEqual([allowed.canSubmit, consentsOf(allowed)], [true, []]);
  });

  it('posts to no public repository when the setting refuses them, and still copies', () => {
    const agreed = choices({ consents: new Set([consentIds.public]) });
    const model = reviewModel(prepared({}, isPublic), agreed, situation({ publicSetting: 'refuse' }));
    assert.deepEqual(
      [section(model, 'destination')?.chosen, model.primary, model.canSubmit],
      ['copy', 'Copy as Markdown', true],
    );
    const forced = { ...agreed, destination: 'discussion' as const };
    const model2 = reviewModel(prepared({}, isPublic), forced, situation({ publicSetting: 'refuse' }));
    assert.equal(model2.canSubmit, false);
  });

  it('quotes no code in public while work is unpushed, unless the author says so', () => {
    const unpushed = situation({ hasUnpushedWork: true });
    assert.doesNotMatch(finalBody(prepared({}, isPublic), choices(), unpushed), /unpushed\(\)/);
    const agreed = choices({ consents: new Set([consentIds.code]) });
    assert.match(finalBody(prepared({}, isPublic), agreed, unpushed), /unpushed\(\)/);
    assert.match(finalBody(prepared({}, isPublic), choices(), situation()), /unpushed\(\)/);
    assert.match(finalBody(prepared(), choices(), unpushed), /unpushed\(\)/);
    const asked = (model: ReviewModel) =>
      section(model, 'consents')?.consents.find(({ id }) => id === consentIds.code);
    // A yes that nobody has to give: without it the note is posted without the code.
    assert.equal(asked(reviewModel(prepared({}, isPublic), choices(), unpushed))?.required, false);
    assert.equal(asked(reviewModel(prepared({}, isPublic), choices(), situation())), undefined);
  });

  it('does not end where Discussions are disabled: the next place is proposed, and the reason said', () => {
    const message = 'Discussions are turned off in pune/ledger.';
    const problems = [{ kind: 'discussions-disabled', message, blocks: ['discussion'] }] as const;
    const model = reviewModel(prepared({ problems }), choices(), situation());
    const where = section(model, 'destination');
    assert.equal(where?.chosen, 'comment');
    assert.equal(where?.choices.find(({ kind }) => kind === 'discussion')?.unavailable, message);
    assert.equal(model.canSubmit, false);
    const numbered = choices({ number: 142 });
    const ready = reviewModel(prepared({ problems }), numbered, situation({ numberTitle: 'Retry refunds' }));
    assert.equal(ready.canSubmit, true);
  });

  it('without GitHub proposes to copy', () => {
    const blocks = ['discussion', 'comment', 'browser'] as const;
    const problems = [{ kind: 'no-remote', message: 'This repository has no remote.', blocks }] as const;
    const model = reviewModel(
      prepared({ problems, repository: null }),
      choices(),
      situation({ session: null }),
    );
    assert.deepEqual(
      [section(model, 'destination')?.chosen, model.primary, model.canSubmit],
      ['copy', 'Copy as Markdown', true],
    );
    assert.equal(model.heading, 'Review the handoff note');
  });

  it('sends nothing that is empty, anywhere', () => {
    const blocks = ['discussion', 'comment', 'copy', 'browser'] as const;
    const problems = [{ kind: 'empty', message: 'This note is empty.', blocks }] as const;
    const model = reviewModel(prepared({ problems }), choices(), situation());
    assert.equal(model.canSubmit, false);
    assert.ok(model.problems.includes('This note is empty.'));
  });

  it('says what GitHub answered, and lets the person try again', () => {
    const message = 'github.com cannot be reached.';
    const problems = [{ kind: 'refused', message, blocks: ['discussion', 'comment'] }] as const;
    const model = reviewModel(prepared({ problems }, null), choices(), situation());
    assert.deepEqual(
      [section(model, 'destination')?.chosen, model.canSubmit, model.problems],
      ['discussion', true, [message]],
    );
  });

  it('says once what GitHub answered, although the click failed for the same reason', () => {
    const message = 'github.com cannot be reached.';
    const problems = [{ kind: 'unavailable', message, blocks: ['discussion', 'comment'] }] as const;
    const failure = `${message} The note waits.`;
    const model = reviewModel(prepared({ problems }, null), choices(), situation({ failure }));
    assert.deepEqual(model.problems, [failure]);
  });

  it('says what goes on in comments, and stops nobody', () => {
    const problems = [{ kind: 'folded', message: 'The ends of its lists go below.', blocks: [] }] as const;
    const model = reviewModel(prepared({ problems }), choices(), situation());
    assert.deepEqual([model.problems, model.canSubmit], [['The ends of its lists go below.'], true]);
  });

  it('asks for a category when none is proposed', () => {
    const none = prepared({ repository: { address, facts, signedInAs: 'asha', category: null } });
    assert.equal(reviewModel(none, choices(), situation()).canSubmit, false);
    assert.equal(reviewModel(none, choices({ category: 'c1' }), situation()).canSubmit, true);
  });

  it('lets a chosen category settle a setting that names none', () => {
    const message = 'pune/ledger has no category "Notes".';
    const problems = [{ kind: 'unknown-category', message, blocks: ['discussion'] }] as const;
    const chosen = choices({ destination: 'discussion', category: 'c1' });
    assert.equal(reviewModel(prepared({ problems }), chosen, situation()).canSubmit, true);
    assert.equal(
      reviewModel(prepared({ problems }), choices({ destination: 'discussion' }), situation()).canSubmit,
      false,
    );
  });

  it('sends again, or over an edit, only after a yes', () => {
    for (const ask of ['resend', 'overwrite'] as const) {
      assert.equal(reviewModel(prepared(), choices(), situation({ ask })).canSubmit, false);
      const agreed = choices({ consents: new Set([ask]) });
      assert.equal(reviewModel(prepared(), agreed, situation({ ask })).canSubmit, true);
    }
  });

  it('takes no second click while something is under way or done', () => {
    assert.equal(reviewModel(prepared(), choices(), situation({ progress: 'Posting…' })).canSubmit, false);
    const result = { text: 'Posted.', url: 'https://github.com/pune/ledger/discussions/1' };
    const done = reviewModel(prepared({}, isPublic), choices(), situation({ result }));
    assert.equal(done.canSubmit, false);
    assert.deepEqual([done.problems, consentsOf(done)], [[], []], 'what is done needs no yes');
  });

  it('says who of those mentioned is away, and asks at most three questions', () => {
    const mentions = [{ mention: { kind: 'person' as const, name: 'Bruno', line: 1 }, member: null }];
    const questions = ['a', 'b', 'c', 'd'].map((text) => ({ id: text, text, line: 1 }));
    const away = new Map([['bruno', 'off until Fri 10:00 Lisbon (10:00 UTC)']]);
    const model = reviewModel(prepared({ mentions }), choices(), situation({ away, questions }));
    assert.deepEqual(section(model, 'readers')?.mentions, [
      { login: 'Bruno', note: 'off until Fri 10:00 Lisbon (10:00 UTC)', canAsk: true },
    ]);
    assert.equal(section(model, 'questions')?.questions.length, 3);
  });

  it('mentions a team or everybody only after a yes, which holds for those names alone', () => {
    const mentions = (...names: string[]) =>
      names.map((name) => ({ mention: { kind: 'team' as const, name, line: 1 }, member: null }));
    const asked = reviewModel(prepared({ mentions: mentions('pune/all') }), choices(), situation());
    assert.equal(asked.canSubmit, false);
    const [consent] = consentsOf(asked);
    assert.match(consent?.text ?? '', /@pune\/all/);
    assert.deepEqual(section(asked, 'readers')?.mentions, [
      { login: 'pune/all', note: 'a whole team gets mail', canAsk: false },
    ]);
    const agreed = choices({ consents: new Set([consent?.id ?? '']) });
    assert.equal(
      reviewModel(prepared({ mentions: mentions('pune/all') }), agreed, situation()).canSubmit,
      true,
    );
    const more = prepared({ mentions: mentions('pune/all', 'pune/ops') });
    assert.equal(reviewModel(more, agreed, situation()).canSubmit, false);
    const copied = choices({ destination: 'copy' });
    assert.equal(reviewModel(more, copied, situation()).canSubmit, true, 'a copy notifies nobody');
  });

  it('offers the places that the note may go to where there are several', () => {
    const parent = { host: 'github.com', owner: 'acme', name: 'ledger' };
    const candidates = [
      { address, from: 'remote', remote: 'origin' },
      { address: parent, from: 'parent' },
    ] as const;
    const where = section(reviewModel(prepared({ candidates }), choices(), situation()), 'destination');
    assert.deepEqual(where?.repositories, [
      { id: 'github.com/pune/ledger', name: 'pune/ledger' },
      { id: 'github.com/acme/ledger', name: 'acme/ledger (forked from)' },
    ]);
    assert.equal(where?.repository, 'github.com/pune/ledger');
  });

  it('shows none of the ids by which a later draft finds its lines', () => {
    const model = reviewModel(
      prepared({ body: '- a line <!-- b:abcd1234 -->', findings: [] }),
      choices(),
      situation(),
    );
    assert.equal(model.markdown, '- a line');
  });
});

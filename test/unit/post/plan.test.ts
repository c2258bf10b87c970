import assert from 'node:assert/strict';
import type { Posted } from '../../../src/core/ports/github';
import { starting, step, type PostEffect, type PostEvent, type PostOrder } from '../../../src/core/post/plan';

const order: PostOrder = {
  title: 'T',
  body: 'text',
  known: null,
  doubt: false,
  resend: false,
  overwrite: false,
  seen: null,
};
const text = (body: string): Posted => ({
  id: 'D1',
  url: 'https://github.com/pune/ledger/discussions/1',
  body,
  createdAt: '2026-11-20T10:00:00Z',
  viewerDidAuthor: true,
  viewerCanUpdate: true,
});

/** The effects that these events lead to, one each. */
function effects(given: Partial<PostOrder>, ...events: PostEvent[]): PostEffect[] {
  let state = starting;
  return [{ kind: 'begin' } as const, ...events].map((event) => {
    const [next, effect] = step({ ...order, ...given }, state, event);
    state = next;
    return effect;
  });
}
const last = (given: Partial<PostOrder>, ...events: PostEvent[]): unknown => {
  const effect = effects(given, ...events).at(-1);
  return effect?.do === 'finish' ? effect.outcome.state : effect?.do;
};
const absent = { kind: 'listed', found: null } as const;
const down = { kind: 'unavailable', why: 'offline' } as const;
const known = { id: 'D1', title: 'T', body: 'text' };

describe('the plan of a post', () => {
  it('lists the place before it creates anything', () => {
    assert.deepEqual(
      effects({}, absent, { kind: 'written', posted: text('text') }).map((each) => each.do),
      ['list', 'create', 'finish'],
    );
  });

  it('takes what the listing holds for the post whose answer was lost', () => {
    assert.equal(last({}, { kind: 'listed', found: text('text\n') }), 'posted');
  });

  it('lists twice after a lost answer, with a pause between, and then asks a person', () => {
    const all = effects({}, absent, { kind: 'lost' }, absent, absent);
    assert.deepEqual(
      all.map((each) => (each.do === 'list' ? `list ${each.pauseFirst}` : each.do)),
      ['list false', 'create', 'list false', 'list true', 'finish'],
    );
    assert.equal(last({}, absent, { kind: 'lost' }, absent, absent), 'undecided');
    assert.equal(
      last({}, absent, { kind: 'lost' }, absent, { kind: 'listed', found: text('text') }),
      'posted',
    );
  });

  it('never sends again by itself: a second lost answer asks even when the first was cleared by a person', () => {
    assert.equal(
      last({ doubt: true, resend: true }, absent, absent, { kind: 'lost' }, absent, absent),
      'undecided',
    );
  });

  it('sends again only after two listings and a person’s yes', () => {
    assert.equal(last({ doubt: true }, absent, absent), 'undecided');
    assert.equal(last({ doubt: true, resend: true }, absent), 'list');
    assert.equal(last({ doubt: true, resend: true }, absent, absent), 'create');
  });

  it('waits when nothing was sent, and stays in doubt when something may have been', () => {
    assert.equal(last({}, down), 'waiting');
    assert.equal(last({}, absent, down), 'waiting');
    assert.equal(last({ doubt: true }, down), 'undecided');
    assert.equal(last({}, absent, { kind: 'lost' }, { kind: 'refused', why: '401' }), 'undecided');
    assert.equal(last({}, absent, { kind: 'refused', why: '403' }), 'refused');
  });

  it('edits what was posted, or says that nothing changed', () => {
    const there = { kind: 'reread', posted: text('text') } as const;
    assert.equal(last({ known }, there), 'unchanged');
    assert.equal(last({ known, body: 'new' }, there), 'update');
    assert.equal(last({ known, title: 'New' }, there), 'update');
    assert.equal(last({ known, body: 'new' }, there, { kind: 'written', posted: text('new') }), 'updated');
  });

  it('sees what may not be edited, before it tries and when it is refused', () => {
    const locked = { kind: 'reread', posted: { ...text('text'), viewerCanUpdate: false } } as const;
    assert.equal(last({ known, body: 'new' }, locked), 'locked');
    assert.equal(last({ known }, locked), 'unchanged');
    const there = { kind: 'reread', posted: text('text') } as const;
    const no = { kind: 'refused', why: 'no' } as const;
    assert.equal(last({ known, body: 'new' }, there, { ...no, isFinal: true }), 'locked');
    assert.equal(last({ known, body: 'new' }, there, no), 'refused');
  });

  it('does not replace what somebody edited on GitHub without a yes', () => {
    const edited = { kind: 'reread', posted: text('their edit') } as const;
    assert.equal(last({ known, body: 'new' }, edited), 'undecided');
    assert.equal(last({ known, body: 'new', overwrite: true }, edited), 'update');
    assert.equal(last({ known, body: 'new', overwrite: true, seen: 'their edit\n' }, edited), 'update');
    assert.equal(last({ known, body: 'new', overwrite: true, seen: 'an older edit' }, edited), 'undecided');
    assert.equal(last({ body: 'new' }, { kind: 'listed', found: text('older') }), 'undecided');
  });

  it('re-reads after a lost edit, which may be repeated later without harm', () => {
    const before = { kind: 'reread', posted: text('text') } as const;
    const after = { kind: 'reread', posted: text('new') } as const;
    assert.equal(last({ known, body: 'new' }, before, { kind: 'lost' }), 'reread');
    assert.equal(last({ known, body: 'new' }, before, { kind: 'lost' }, after), 'updated');
    assert.equal(last({ known, body: 'new' }, before, { kind: 'lost' }, before), 'waiting');
  });

  it('asks before it posts anew what was deleted on GitHub', () => {
    const gone = { kind: 'reread', posted: null } as const;
    assert.equal(last({ known }, gone), 'undecided');
    assert.equal(last({ known, resend: true }, gone), 'list');
    assert.equal(last({ known, resend: true }, gone, absent, absent), 'create');
  });
});

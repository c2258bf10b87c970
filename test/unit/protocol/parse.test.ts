import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseReviewMessage, parseTeamMessage } from '../../../src/protocol';

describe('Messages from the Team view', () => {
  it('are taken as they are when they are right', () => {
    assert.deepEqual(parseTeamMessage({ type: 'ready', zone: 'Asia/Kolkata', hour12: true }), {
      type: 'ready',
      zone: 'Asia/Kolkata',
      hour12: true,
    });
    assert.deepEqual(parseTeamMessage({ type: 'command', command: 'draft' }), {
      type: 'command',
      command: 'draft',
    });
  });

  it('lose a zone that is no text or too long to be one', () => {
    for (const zone of [7, '', 'x'.repeat(65), null, undefined, {}])
      assert.deepEqual(parseTeamMessage({ type: 'ready', zone }), {
        type: 'ready',
        zone: null,
        hour12: false,
      });
  });

  it('name a row by a text, and by nothing else', () => {
    for (const type of ['member', 'declare'])
      assert.deepEqual(parseTeamMessage({ type, id: 'ada', more: 1 }), { type, id: 'ada' });
    for (const id of [7, '', 'x'.repeat(401), null, undefined, {}])
      assert.equal(parseTeamMessage({ type: 'member', id }), null);
  });

  it('choose a group by its name, or none', () => {
    for (const group of ['payments', null])
      assert.deepEqual(parseTeamMessage({ type: 'group', group }), { type: 'group', group });
    for (const group of [7, '', 'x'.repeat(101), undefined, {}])
      assert.equal(parseTeamMessage({ type: 'group', group }), null);
  });

  it('cannot name a command that the view does not offer', () => {
    for (const command of ['workbench.action.quit', 'toString', '__proto__', '', 3, null, ['draft']])
      assert.equal(parseTeamMessage({ type: 'command', command }), null);
  });

  it('carry nothing besides their own fields', () => {
    assert.deepEqual(parseTeamMessage({ type: 'command', command: 'draft', args: ['x'] }), {
      type: 'command',
      command: 'draft',
    });
  });
});

describe('Messages from the review page', () => {
  const right = [
    { type: 'ready' },
    { type: 'submit' },
    { type: 'openResult' },
    { type: 'account' },
    { type: 'compare' },
    { type: 'cancel' },
    { type: 'destination', destination: 'comment' },
    { type: 'repository', repository: 'github.com/pune/ledger' },
    { type: 'category', category: 'DIC_1' },
    { type: 'number', number: 142 },
    { type: 'number', number: null },
    { type: 'redact', id: 'r1', applied: false },
    { type: 'consent', id: 'public', given: true },
    { type: 'unmention', login: 'bruno' },
    { type: 'goTo', line: 7 },
    { type: 'answer', id: 'a1-why', text: 'The bank throttles.' },
    { type: 'skip', id: 'a1-why' },
  ];

  it('are taken as they are when they are right, without anything more', () => {
    for (const message of right) assert.deepEqual(parseReviewMessage({ ...message, more: 1 }), message);
  });

  it('are refused when a field is missing, of another type, or out of bounds', () => {
    const wrong = [
      { type: 'destination', destination: 'https://evil.example' },
      { type: 'category', category: '' },
      { type: 'category', category: 'x'.repeat(257) },
      { type: 'number', number: 0 },
      { type: 'number', number: 1.5 },
      { type: 'number', number: Number.NaN },
      { type: 'number', number: 1e10 },
      { type: 'number', number: '142' },
      { type: 'redact', id: 'r1' },
      { type: 'redact', id: 1, applied: true },
      { type: 'redact', id: 'r1', applied: 'yes' },
      { type: 'consent', id: 'public', given: 1 },
      { type: 'consent', given: true },
      { type: 'repository', repository: '' },
      { type: 'unmention', login: 3 },
      { type: 'answer', id: 'a1-why', text: '' },
      { type: 'answer', id: 'a1-why', text: 'x'.repeat(2_001) },
      { type: 'skip', id: '' },
      { type: 'goTo', line: -1 },
      { type: 'goTo', line: Infinity },
      { type: 'post' },
    ];
    for (const message of wrong) assert.equal(parseReviewMessage(message), null, JSON.stringify(message));
  });
});

describe('Anything else', () => {
  it('is null, and never an exception', () => {
    fc.assert(
      fc.property(fc.anything({ withNullPrototype: true, withBigInt: true }), (value) => {
        assert.equal(parseTeamMessage(value), null);
        assert.equal(parseReviewMessage(value), null);
      }),
    );
  });
});

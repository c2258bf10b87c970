import assert from 'node:assert/strict';
import { DebugOutcomes, type DebugSession } from '../../../src/core/journal/debugOutcomes';

const at = '2026-11-21T10:00:00Z';
const parent: DebugSession = { id: 'p', name: 'Launch', parent: null, folder: '/w' };
const child: DebugSession = { id: 'c', name: 'pay.js [1234]', parent, folder: '/w' };
const stopped = (reason: string) => ({ type: 'event', event: 'stopped', body: { reason } });
const exited = (exitCode: unknown) => ({ type: 'event', event: 'exited', body: { exitCode } });

describe('how a debug session ended', () => {
  const end = (...messages: [DebugSession, unknown][]) => {
    const outcomes = new DebugOutcomes();
    for (const [session, message] of messages) outcomes.said(session, message);
    assert.equal(outcomes.ended(child, at), null);
    return outcomes.ended(parent, at);
  };

  it('is told once, for the parent, with what its children said', () => {
    assert.deepEqual(end([child, stopped('exception')], [child, exited(1)]), {
      kind: 'debug-ended',
      at,
      name: 'Launch',
      folder: '/w',
      exception: true,
      exitCode: 1,
    });
  });

  it('is an exception only when that was the last stop', () => {
    assert.equal(end([child, stopped('exception')], [child, stopped('breakpoint')])?.exception, false);
    assert.equal(end([child, stopped('breakpoint')], [parent, stopped('exception')])?.exception, true);
  });

  it('has the status of the one that failed, and none when nobody said one', () => {
    assert.equal(end([child, exited(3)], [parent, exited(0)])?.exitCode, 3);
    assert.equal(end([child, exited(0)])?.exitCode, 0);
    assert.equal(end()?.exitCode, null);
  });

  it('does not mind messages of any shape', () => {
    const odd = [
      null,
      1,
      'x',
      {},
      { type: 'event' },
      { type: 'event', event: 'exited' },
      exited('1'),
      { type: 'response', event: 'stopped' },
    ];
    const ended = end(...odd.map((message): [DebugSession, unknown] => [child, message]));
    assert.deepEqual([ended?.exitCode, ended?.exception], [null, false]);
  });

  it('starts anew for a session that is started again', () => {
    const outcomes = new DebugOutcomes();
    outcomes.said(parent, exited(1));
    outcomes.ended(parent, at);
    assert.equal(outcomes.ended(parent, at)?.exitCode, null);
  });

  it('is not recorded without a folder to record it for', () => {
    assert.equal(new DebugOutcomes().ended({ ...parent, folder: null }, at), null);
  });
});

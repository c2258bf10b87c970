import assert from 'node:assert/strict';
import { captureLine, readCapture } from '../../../src/core/handoff/capture';

describe('one line that is added', () => {
  it('may name who can answer and by when, in the zone of who types it', () => {
    assert.deepEqual(readCapture('  Is a retry right? → payments-dev by 2026-11-20T10:00 ', 'Asia/Kolkata'), {
      text: 'Is a retry right?',
      owner: 'payments-dev',
      answerBy: '2026-11-20T04:30:00.000Z',
    });
    assert.equal(readCapture('Key is gone -> @ops-dev', 'UTC').owner, 'ops-dev');
  });

  it('is text in all else', () => {
    const text = 'a->b is called by nobody, see x → y z';
    assert.deepEqual(readCapture(text, 'UTC'), { text, owner: null, answerBy: null });
  });

  it('is read back as it was', () => {
    const line = { text: 'Key is gone', owner: 'ops', answerBy: '2026-11-20T04:30:00.000Z' };
    assert.deepEqual(readCapture(captureLine(line), 'Europe/Lisbon'), line);
  });

  it('refuses a day that does not exist', () => {
    assert.throws(() => readCapture('x by 2026-02-31', 'UTC'), /2026-02-31/);
  });
});

import assert from 'node:assert/strict';
import { fingerprintIn, verificationText, type Verification } from '../../../src/core/report/verification';

const counted = { runs: 5, reproduced: 5, passed: 0, otherwise: 0 };
const found: Verification = {
  here: counted,
  commit: 'a1b2c3d4e5f6',
  withChanges: false,
  before: { suspect: 'a1b2c3d4e5f6', counted: { ...counted, reproduced: 0, passed: 5 } },
  beforeFailed: null,
};

describe('what a report says of its reproduction', () => {
  it('is how often it failed at this state and at the parent of the suspect', () => {
    assert.equal(verificationText(found), '5 of 5 at `a1b2c3d`, 0 of 5 at its parent');
    assert.match(
      verificationText({ ...found, commit: 'ffffffff' }) ?? '',
      /0 of 5 at the parent of `a1b2c3d`$/,
    );
  });
  it('is nothing when it did not come back at this state', () => {
    assert.equal(verificationText({ ...found, here: { ...counted, reproduced: 0, passed: 5 } }), null);
  });
});

describe('the hidden marker of a report', () => {
  it('is the last one that is alone on its line', () => {
    const marker = (sign: string): string => `<!-- baton:fingerprint v3:${sign.repeat(16)} -->`;
    assert.equal(
      fingerprintIn(`${marker('a')}\ntext\n${marker('b')}\nsee ${marker('c')}\n`),
      `v3:${'b'.repeat(16)}`,
    );
  });
});

import assert from 'node:assert/strict';
import { commandOutcome, type EndedCommand } from '../../../src/core/journal/commandOutcome';

const at = '2026-11-21T10:00:00.000Z';
const told = (line: string, more: Partial<EndedCommand> = {}) =>
  commandOutcome({ line, confidence: 'high', exitCode: 1, folder: '/w', ...more }, at);

describe('a command that ended in a terminal', () => {
  it('is recorded with its status and where it ran', () => {
    const command = { kind: 'command-ended', at, command: 'npm test', exitCode: 1, folder: '/w' };
    assert.deepEqual(told('npm test '), command);
    assert.deepEqual(told('npm test', { confidence: 'medium', exitCode: 0 }), { ...command, exitCode: 0 });
  });

  it('is recorded without secrets, addresses and the home folder', () => {
    const key = ['ghp', 'a1B2'.repeat(9)].join('_');
    const { command = '' } =
      told(`GITHUB_TOKEN=${key} curl -H "Authorization: Bearer abc123def456ghi789" /home/asha/x`) ?? {};
    assert.doesNotMatch(command, /a1B2|abc123def456|asha/);
    assert.match(command, /curl/);
  });

  it('is cut to its first line, and never inside a secret', () => {
    assert.equal(told('cat <<EOF\nsecret text\nEOF')?.command, 'cat <<EOF');
    const key = ['ghp', 'a1B2'.repeat(9)].join('_');
    assert.doesNotMatch(told(`${'x'.repeat(280)} ${key}`)?.command ?? '', /a1B2/);
    assert.ok((told('x'.repeat(100_000))?.command.length ?? 999) < 350);
  });

  it('is not recorded when the line is only guessed, or decorated by a task, or hidden by a space', () => {
    assert.equal(told('npm test', { confidence: 'low' }), null);
    assert.equal(told('*  Executing task: npm test'), null);
    assert.equal(told(' npm login'), null);
    assert.equal(told('   '), null);
    assert.equal(told('npm test', { exitCode: undefined }), null);
  });

  it('neither failed nor succeeded when it was interrupted', () => {
    assert.equal(told('npm start', { exitCode: 130 })?.exitCode, null);
  });
});

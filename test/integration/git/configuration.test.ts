import assert from 'node:assert/strict';
import { createConfiguration } from '../../../src/adapters/git/configuration';
import type { GitRunner } from '../../../src/adapters/git/runner';
import { CancelledError } from '../../../src/core/errors';

describe('the configuration that a repository is read by', () => {
  let now = 0;
  let answers: (() => Promise<string>)[] = [];
  let asked = 0;
  const runner: Pick<GitRunner, 'output'> = {
    async output() {
      asked += 1;
      const stdout = await (answers.shift() ?? (() => Promise.resolve('')))();
      return { stdout, exitCode: 0 };
    },
  };
  const configuration = () => createConfiguration(runner as GitRunner, () => now);
  const says = (email: string) => () => Promise.resolve(`global\0user.email\n${email}\0`);
  beforeEach(() => {
    [now, answers, asked] = [0, [], 0];
  });

  it('is asked of git once for what is read together', async () => {
    answers = [says('ana@example.com'), says('bo@example.com')];
    const { recent } = configuration();
    const both = await Promise.all([recent(), recent()]);
    now = 999;
    for (const values of [...both, await recent()])
      assert.deepEqual(values, [{ scope: 'global', key: 'user.email', value: 'ana@example.com' }]);
    assert.equal(asked, 1);
  });

  it('is asked anew a second later, since it can change while a window is open', async () => {
    answers = [says('ana@example.com'), says('bo@example.com')];
    const { recent } = configuration();
    await recent();
    now = 1_000;
    assert.equal((await recent())[0]?.value, 'bo@example.com');
  });

  it('is asked anew when git could not tell', async () => {
    answers = [() => Promise.reject(new Error('a lock')), says('ana@example.com')];
    const { recent } = configuration();
    await assert.rejects(recent(), /a lock/);
    assert.equal((await recent())[0]?.value, 'ana@example.com');
  });

  it('no longer waits when called off, and still answers whoever waits for the same', async () => {
    let tell: (stdout: string) => void = () => {};
    answers = [() => new Promise((resolve) => (tell = resolve))];
    const { recent } = configuration();
    const abort = new AbortController();
    const first = recent(abort.signal);
    const second = recent();
    abort.abort();
    await assert.rejects(first, CancelledError);
    await assert.rejects(recent(abort.signal), CancelledError);
    tell('local\0filter.x.required\0');
    assert.deepEqual(await second, [{ scope: 'local', key: 'filter.x.required', value: 'true' }]);
  });
});

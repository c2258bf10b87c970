import assert from 'node:assert/strict';
import { pinnedIn } from '../../../src/core/report/pinned';
import { launchSettings, optionsIn, settingsIn } from '../../../src/core/report/settings';

describe('the settings that a report tells', () => {
  const of = (language: string, set: Readonly<Record<string, string>>) =>
    settingsIn(language, (name) => set[name] ?? null).map(({ name, value }) =>
      value === null ? name : `${name} ${value}`,
    );
  it('are those of the runtime, and what changes any program', () => {
    const set = {
      NODE_ENV: 'test',
      TZ: 'America/Lima',
      LANG: 'de_DE.UTF-8',
      PYTHONPATH: '/x',
      HOME: '/home/jo',
    };
    assert.deepEqual(of('javascript', set), ['NODE_ENV test', 'TZ America/Lima', 'LANG de_DE.UTF-8']);
    assert.deepEqual(of('python', { ...set, LC_ALL: 'tr_TR' }), [
      'PYTHONPATH',
      'TZ America/Lima',
      'LC_ALL tr_TR',
    ]);
    assert.deepEqual(of('kotlin', { JAVA_TOOL_OPTIONS: '-Xmx2g -ea' }), ['JAVA_TOOL_OPTIONS -Xmx2g -ea']);
    assert.deepEqual(of('cobol', { LANG: 'C.UTF-8' }), []);
  });
  it('are never what may be secret: of options the names, and numbers', () => {
    assert.equal(
      optionsIn('--max-old-space-size=4096 --require ./a/b.js -Dpassword=hunter2 --token abcd1234 -Xss2m'),
      '--max-old-space-size=4096 --require -Dpassword --token -Xss2m',
    );
    assert.equal(optionsIn('detect_leaks=0:log_path=/home/jo/x'), 'detect_leaks');
    assert.deepEqual(of('javascript', { NODE_ENV: 'sk_live_0123456789abcdefghij0123' }), ['NODE_ENV']);
    assert.deepEqual(of('javascript', { NODE_ENV: '/home/jo/secret.env' }), ['NODE_ENV']);
  });
  it('are of a launch configuration what others need, and of its environment the names', () => {
    assert.deepEqual(
      launchSettings({
        type: 'node',
        runtimeExecutable: '/usr/local/bin/nodemon',
        runtimeArgs: ['--inspect', '--title', 'private', '--stack-size=2000'],
        env: { API_TOKEN: 'abc', 'odd name': 'x', DEBUG: '*' },
        __sessionId: 'x',
      }),
      [
        { name: 'runtimeExecutable', value: 'nodemon' },
        { name: 'runtimeArgs', value: '--inspect --title --stack-size=2000' },
        { name: 'env', value: 'API_TOKEN DEBUG' },
      ],
    );
    assert.deepEqual(launchSettings({}), []);
  });
  it('are also the version of the runtime that the repository wants', () => {
    const pinned = (language: string, file: string, text: string) => pinnedIn(language, file, text)?.value;
    assert.equal(pinned('javascript', 'app/.nvmrc', 'v20.11.0\n'), 'v20.11.0');
    assert.equal(pinned('javascript', 'package.json', '{"engines": {"npm": "9", "node": ">=20"}}'), '>=20');
    assert.equal(pinned('python', '.tool-versions', 'nodejs 20.1\npython 3.11.4 # x\n'), '3.11.4');
    assert.equal(pinned('go', 'go.mod', 'module x\n\ngo 1.22.1\n'), '1.22.1');
    assert.equal(pinned('rust', 'rust-toolchain.toml', '[toolchain]\nchannel = "1.79"\n'), '1.79');
    assert.equal(pinned('ruby', '.ruby-version', '@everyone\n'), undefined);
    assert.equal(pinned('javascript', 'other.txt', '1'), undefined);
  });
});

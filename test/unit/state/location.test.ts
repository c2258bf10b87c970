import assert from 'node:assert/strict';
import { repositoryKey, stateDirectory } from '../../../src/adapters/state/location';

describe('where Baton keeps its data', () => {
  it('is the XDG state directory on Linux', () => {
    assert.equal(stateDirectory('linux', { XDG_STATE_HOME: '/x/state' }, '/home/a'), '/x/state/baton');
    assert.equal(stateDirectory('linux', {}, '/home/a'), '/home/a/.local/state/baton');
    assert.equal(stateDirectory('linux', { XDG_STATE_HOME: '' }, '/home/a'), '/home/a/.local/state/baton');
  });

  it('ignores a relative XDG_STATE_HOME, as the specification demands', () => {
    assert.equal(
      stateDirectory('linux', { XDG_STATE_HOME: 'state' }, '/home/a'),
      '/home/a/.local/state/baton',
    );
  });

  it('is Application Support on macOS, whatever XDG says', () => {
    const directory = stateDirectory('darwin', { XDG_STATE_HOME: '/x' }, '/Users/a');
    assert.equal(directory, '/Users/a/Library/Application Support/baton');
  });

  it('is the local application data on Windows', () => {
    const directory = stateDirectory('win32', { LOCALAPPDATA: 'D:\\Data\\Local' }, 'C:\\Users\\a');
    assert.equal(directory, 'D:\\Data\\Local\\baton');
    assert.equal(stateDirectory('win32', {}, 'C:\\Users\\a'), 'C:\\Users\\a\\AppData\\Local\\baton');
  });
});

describe('the folder of a repository', () => {
  const same = (platform: NodeJS.Platform, ...spellings: string[]): void => {
    assert.equal(
      new Set(spellings.map((each) => repositoryKey(each, platform))).size,
      1,
      spellings.join(' '),
    );
  };
  const different = (platform: NodeJS.Platform, one: string, other: string): void =>
    assert.notEqual(repositoryKey(one, platform), repositoryKey(other, platform));

  it('is the same on Windows for every letter case, separator and prefix of a path', () => {
    same(
      'win32',
      'C:\\Code\\Ledger\\.git',
      'c:/code/ledger/.git',
      '\\\\?\\C:\\code\\ledger\\.git\\',
      'C:\\code\\.\\x\\..\\ledger\\.git',
    );
    same(
      'win32',
      '\\\\server\\share\\r\\.git',
      '//Server/share/r/.git',
      '\\\\?\\UNC\\server\\share\\r\\.git',
    );
    different('win32', 'C:\\a\\.git', 'D:\\a\\.git');
  });

  it('is the same on macOS for every letter case and Unicode form', () => {
    same('darwin', '/Users/a/Caf\u00e9/.git', '/users/A/cafe\u0301/.git/');
  });

  it('is as case-sensitive on Linux as its file systems', () => {
    same('linux', '/w/ledger/.git', '/w/ledger/.git/', '/w//ledger/./.git');
    different('linux', '/w/ledger/.git', '/w/Ledger/.git');
  });

  it('has a name that says nothing and fits every file system', () => {
    assert.match(repositoryKey('/w/ledger/.git', 'linux'), /^[0-9a-f]{32}$/);
  });
});

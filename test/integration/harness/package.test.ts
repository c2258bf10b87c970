import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { faultsOf, mentioned } from '../../package/vsix';
import { zipEntries } from '../../package/zip';

const whole = [
  '[Content_Types].xml',
  'extension.vsixmanifest',
  'extension/package.json',
  'extension/readme.md',
  'extension/changelog.md',
  'extension/LICENSE.txt',
  'extension/media/readme/day.png',
  'extension/dist/extension.js',
  'extension/dist/pack.js',
  'extension/dist/cli.js',
  'extension/dist/webview/team.js',
  'extension/dist/webview/review.js',
];

describe('the check of the package', () => {
  it('finds no fault in a package that holds what runs', () => {
    assert.deepEqual(faultsOf({ bytes: 1_000_000, entries: whole }, []), []);
  });

  it('names each file that does not belong', () => {
    for (const stray of [
      'extension/src/cli.ts',
      'extension/dist/extension.js.map',
      'extension/dist/meta.json',
      'extension/node_modules/luxon/package.json',
      'extension/.env',
      'extension/test/github/server.js',
      'extension/media/readme/review.png',
    ]) {
      assert.deepEqual(faultsOf({ bytes: 1, entries: [...whole, stray] }, []), [
        `${stray} does not belong in the package; see .vscodeignore.`,
      ]);
    }
  });

  it('names what is missing, and what package.json speaks of', () => {
    const entries = whole.filter((entry) => !entry.endsWith('cli.js'));
    assert.deepEqual(faultsOf({ bytes: 1, entries }, ['extension/media/baton.svg']), [
      'extension/dist/cli.js is missing from the package; see .vscodeignore.',
      'extension/media/baton.svg is missing from the package; see .vscodeignore.',
    ]);
  });

  it('wants the picture with which README begins', () => {
    const [picture] = /(?<=\]\()media\/[^)]+/.exec(readFileSync('README.md', 'utf8')) ?? [];
    const named = `extension/${picture}`;
    assert.deepEqual(faultsOf({ bytes: 1, entries: whole.filter((entry) => entry !== named) }, []), [
      `${named} is missing from the package; see .vscodeignore.`,
    ]);
  });

  it('refuses more than a megabyte', () => {
    const [fault] = faultsOf({ bytes: 1_000_001, entries: whole }, []);
    assert.equal(fault, 'The package has 1000001 bytes; at most 1000000 are allowed.');
  });

  it('finds the files that package.json speaks of, wherever', () => {
    const manifest = {
      main: './dist/extension.js',
      icon: 'media/icon.png',
      contributes: { viewsContainers: { activitybar: [{ icon: 'media/baton.svg', title: 'media' }] } },
    };
    assert.deepEqual(mentioned(manifest), [
      'extension/dist/extension.js',
      'extension/media/icon.png',
      'extension/media/baton.svg',
    ]);
  });
});

describe('the reader of zip files', () => {
  it('lists the names of the central directory', () => {
    const entry = (name: string) => {
      const head = Buffer.alloc(46);
      head.write('PK\x01\x02', 0, 'latin1');
      head.writeUInt16LE(Buffer.byteLength(name), 28);
      return Buffer.concat([head, Buffer.from(name)]);
    };
    const directory = Buffer.concat([entry('a/b.txt'), entry('ü.md')]);
    const end = Buffer.alloc(22);
    end.write('PK\x05\x06', 0, 'latin1');
    end.writeUInt16LE(2, 10);
    end.writeUInt32LE(4, 16);
    assert.deepEqual(zipEntries(Buffer.concat([Buffer.from('data'), directory, end])), ['a/b.txt', 'ü.md']);
  });

  it('refuses what is no zip file', () => {
    assert.throws(() => zipEntries(Buffer.from('nothing')), /not a zip file/);
  });
});

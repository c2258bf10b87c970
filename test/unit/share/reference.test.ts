import { strict as assert } from 'node:assert';
import * as fc from 'fast-check';
import { withShare } from '../../../src/core/share/inNote';
import { messageOf, parseManifest, type Manifest } from '../../../src/core/share/manifest';
import {
  loginFrom,
  nameForBranch,
  parseReceipt,
  parseShareName,
  receiptRef,
  shareRef,
} from '../../../src/core/share/names';
import { placesOf, plainCommand, readReference } from '../../../src/core/share/reference';
import { refusalOf } from '../../../src/core/share/refusal';
import { titleOf } from '../../../src/core/post/text';

/** Any text, lone halves of characters too. */
const anyText = fc.array(fc.nat(0xffff), { maxLength: 300 }).map((codes) => String.fromCharCode(...codes));

const share = { login: 'ana', name: 'refund-retry' };
const told = (leftOut = [{ path: '.env', why: 'git ignores it' }], repository: string | null = null) => [
  { share, repository, remote: 'origin', leftOut },
];
const note = [
  '# Refund retries · ana → ben',
  '',
  '**State:** one test fails.',
  '',
  '## Pick it up here',
  '',
  '```sh',
  'git clone https://example.com/ledger.git && cd ledger',
  'git fetch origin refund-retry && git switch refund-retry && npm ci',
  'npx mocha -g "gives up after 5 && stops"',
  '```',
  '',
  'Fails at [`test/refund.spec.ts:88`](https://github.com/x/y/blob/9f31c2e/test/refund.spec.ts#L88). Start at `ledger/backoff.ts:41`.',
  '',
  '## Decided',
  '',
  '- Full jitter',
  '',
  '<!-- baton:note n1 -->',
  '',
].join('\n');

describe('What a note says of picking its work up', () => {
  it('is a share’s name, the places to open and the command to type', () => {
    assert.deepEqual(readReference(withShare(note, told())), {
      share,
      open: [
        { path: 'test/refund.spec.ts', line: 88 },
        { path: 'ledger/backoff.ts', line: 41 },
      ],
      command: 'npm ci && npx mocha -g "gives up after 5 && stops"',
    });
    assert.equal(readReference(note).share, null);
  });

  it('is written into the section, once, and what its author wrote stays', () => {
    const once = withShare(note, told());
    const twice = withShare(once, told([{ path: 'video.bin', why: '20 MB' }]));
    assert.equal(twice.match(/baton pickup/g)?.length, 1);
    assert.equal(twice.includes('.env'), false);
    assert.match(twice, /- `video\.bin`: 20 MB/);
    for (const line of note.split('\n')) assert.ok(twice.includes(line), line);
    assert.match(twice, /git fetch origin refs\/baton\/ana\/refund-retry/);
    assert.equal(withShare(once, told()), once);
    assert.equal(titleOf(twice), titleOf(note));
  });

  it('says no longer that nobody can get what is in it: of the repositories that are shared, and in no code', () => {
    const one = note.replace(
      'Fails at',
      '`refund-retry` is not pushed yet: nobody else can fetch it.\n\nNot pushed yet: 2 commits and the uncommitted changes.\n\nFails at',
    );
    const shared = withShare(one, told());
    assert.match(shared, /^`refund-retry` is not pushed as a branch: the snapshot brings it\.$/m);
    assert.match(
      shared,
      /^Not on the branch, but in the snapshot: 2 commits and the uncommitted changes\.$/m,
    );
    assert.equal(withShare(shared, told()), shared);
    const several =
      '## Pick it up here\n\nIn `api`:\n\nNot pushed yet: 1 commit.\n\nIn `web`:\n\nNot pushed yet: 2 commits.\n\n```sh\n# x\nNot pushed yet: 3\n```\n\nNot pushed yet: 4 commits.\n\n## Decided\n\nNot pushed yet: mine.\n';
    const [, api, web, code, later, other] = withShare(several, told([], 'web')).split(/(?=Not )/);
    assert.equal(api?.trim().split('\n')[0], 'Not pushed yet: 1 commit.');
    assert.equal(web?.trim().split('\n')[0], 'Not on the branch, but in the snapshot: 2 commits.');
    assert.equal(code?.trim().split('\n')[0], 'Not pushed yet: 3');
    assert.equal(later?.trim().split('\n')[0], 'Not on the branch, but in the snapshot: 4 commits.');
    assert.equal(other?.trim(), 'Not pushed yet: mine.');
  });

  it('makes a section where there is none, before the hidden marker', () => {
    const text = withShare('# T\n\nText.\n\n<!-- baton:note n1 -->\n', told([]));
    assert.match(text, /## Pick it up here\n\nA snapshot [^]*<!-- baton:note n1 -->\n$/);
    assert.deepEqual(readReference(text).share, share);
  });

  it('is one line of plain text for the terminal, whatever it holds', () => {
    assert.equal(plainCommand('npm test\nrm -rf ~'), 'npm test rm -rf ~');
    assert.equal(plainCommand('\u001b]0;x\u0007npm\u0085test\r'), ']0;x npm test');
    fc.assert(
      fc.property(anyText, (text) => {
        const line = plainCommand(text);
        assert.ok(line === null || !/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(line));
      }),
    );
  });

  it('opens nothing outside of the repository', () => {
    const paths = [
      '../x',
      '/etc/passwd',
      'C:\\x',
      '\\\\host\\x',
      'a/../../b',
      '.git/config',
      'a//b',
      'ok/file.ts',
      'a\nb',
    ];
    assert.deepEqual(
      placesOf(paths.map((path) => ({ path, line: 1 }))).map(({ path }) => path),
      ['ok/file.ts'],
    );
  });

  it('is read in one pass, whatever the text', () => {
    fc.assert(fc.property(anyText, (text) => void readReference(text)));
    readReference('`'.repeat(200_000));
    readReference('git '.repeat(50_000));
  });
});

describe('A share’s name', () => {
  it('is read from all the ways in which people write it, and nothing else', () => {
    assert.deepEqual(parseShareName('ana/refund-retry'), share);
    assert.deepEqual(parseShareName(shareRef(share)), share);
    for (const wrong of [
      'ana',
      'ana/b/c',
      '../x',
      'ana/.x',
      'ana/x.lock',
      'ana/x..y',
      'Ana/x',
      'ana/-x',
      'ana/x.',
      'ana/$(x)',
      '',
    ])
      assert.equal(parseShareName(wrong), null, wrong);
  });

  it('is the branch’s where that fits, else one that no other branch has', () => {
    assert.equal(nameForBranch('refund-retry', null), 'refund-retry');
    const branches = [
      'fix/a',
      'fix-a',
      'Fix-a',
      'fix a',
      'fíx-a',
      'fix.a.lock',
      'x'.repeat(200),
      'x'.repeat(201),
      '日本',
      '中国',
    ];
    const names = branches.map((each) => nameForBranch(each, null));
    assert.equal(new Set(names).size, branches.length);
    for (const name of names) assert.ok(parseShareName(`ana/${name}`), name);
    assert.equal(nameForBranch(null, 'a'.repeat(40)), `detached-${'a'.repeat(12)}`);
  });

  it('begins with a login made of what is known', () => {
    const login = (email: string | null, name: string | null, given?: string) =>
      loginFrom({ login: given, email, name });
    assert.equal(login('12+ana@users.noreply.github.com', 'x'), 'ana');
    assert.equal(login('a.b@x.com', 'x'), 'a-b');
    assert.equal(login('a@x.com', 'x', 'Pune-Dev'), 'pune-dev');
    assert.equal(login(null, null), 'someone');
  });

  it('is told from what receivers leave beside it', () => {
    assert.deepEqual(parseReceipt(receiptRef(share, 'ben')), { share, receiver: 'ben' });
    assert.equal(parseReceipt(shareRef(share)), null);
    assert.equal(parseShareName(receiptRef(share, 'ben')), null);
  });
});

describe('A snapshot’s message', () => {
  const manifest: Manifest = {
    branch: 'fix/"x"\n',
    hasHead: true,
    hasIndex: true,
    hasMore: false,
    upstream: { remote: 'origin', branch: 'main' },
    operation: 'merge',
    progress: null,
    merging: ['a'.repeat(40)],
    leftOut: [{ path: 'a\nbaton-snapshot: {}', why: 'x' }],
    open: [{ path: 'a', line: 1 }],
    command: 'npm test',
    remote: 'origin',
    maxBytes: 10_000_000,
  };
  it('gives back what was said, and nothing of what is no snapshot', () => {
    const ordinary = { ...manifest, branch: 'main' };
    assert.deepEqual(parseManifest(messageOf(ordinary)), ordinary);
    assert.equal(parseManifest('Fix it\n'), null);
    assert.equal(parseManifest('x\nbaton-snapshot: {'), null);
    assert.equal(parseManifest('x\nbaton-snapshot: null'), null);
  });
  it('is hostile when somebody else wrote it: only what has the right shape is taken', () => {
    const wrong = {
      open: [
        { path: 1, line: 'x' },
        { path: 'a', line: -1 },
      ],
      merging: ['--upload-pack=x'],
      operation: 'x',
      leftOut: 'x',
      upstream: 3,
    };
    const found = parseManifest(`x\nbaton-snapshot: ${JSON.stringify(wrong)}`);
    assert.deepEqual(
      [found?.open, found?.merging, found?.operation, found?.leftOut, found?.upstream],
      [[], [], null, [], null],
    );
  });
});

describe('A remote’s refusal', () => {
  it('is one line whatever was said, with nothing secret of the address', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (said) => {
        const { message } = refusalOf('https://ana:hunter2@example.com/x.git', null, said);
        assert.equal(message.includes('hunter2'), false);
        assert.equal(/[\n\r\u001b]/.test(message), false);
      }),
    );
  });
});

import assert from 'node:assert/strict';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { usualTitles } from '../../../src/core/handoff/sections';
import { bodyOf } from '../../../src/core/post/text';
import { draftOf } from './drafting';
import { createSandbox, streamOf, type Sandbox } from './sandbox';

const at = Date.UTC(2026, 10, 19, 10) / 1000;

/** What people, and what is no person, have called things. */
const messages: readonly (string | Buffer)[] = [
  'feat: @everyone cc @acme/ops fixes #12, GH-7 and o/r#3',
  'fix: <img src=x onerror=alert(1)> <!-- b:abc --> --> <script>alert(1)</script>',
  'fix: [click](javascript:alert(1)) ![x](https://evil.example/p.png) <https://evil.example> [a]: https://e.example',
  '# Heading\n\n## Shipped\n\n- not an item <!-- b:zz -->\n\n```\nnever closed',
  'fix: \u202etxet sdrawkcab\u202c \u200b\u2066x\u2069 \u0007\u001b[31mred 👩‍💻 😀',
  `feat: ${'x'.repeat(100_000)}`,
  `feat: ${'`'.repeat(3_000)} ${'*'.repeat(3_000)} ${'['.repeat(3_000)}`,
  Buffer.from('fix: caf\xe9 \xff\xfe', 'latin1'),
  Buffer.from('feat: nul \u0001\u0002 end'),
  'Revert "feat: <b>@everyone</b> `code`"\n\nThis reverts commit 0123456789abcdef.',
  'Merge\n=====\n\n> quote\n\n| a | b |\n|---|---|\n',
  '',
];

describe('a note about hostile names', () => {
  let box: Sandbox;
  let beside: string;
  before(() => {
    box = createSandbox();
    beside = realpathSync(mkdtempSync(join(tmpdir(), 'baton-beside-')));
    const plan = messages.map((message, index) => ({
      mark: index + 1,
      ref: index % 3 === 2 ? 'refs/heads/feat/@everyone-`#12`<b>' : 'refs/heads/main',
      parents: index === 0 ? [] : [index],
      authored: at + index,
      committed: at + index,
      message,
    }));
    const together = {
      mark: 99,
      ref: 'refs/heads/main',
      parents: [messages.length],
      author: '@everyone [x](https://evil.example) <b@example.com>',
      authored: at + 99,
      committed: at + 99,
      message: 'feat: with <i>\n\nCo-authored-by: Ana <ana@example.com>',
    };
    box.import(streamOf([...plan, together]));
    box.git('reset', '-q', '--hard');
    box.git('remote', 'add', 'origin', 'https://github.com/acme/shop.git');
    box.git('tag', 'v1-`@everyone`<b>#12');
    box.git('worktree', 'add', '-q', '-b', 'x-`-@all', join(beside, '`@everyone` <b>'));
    writeFileSync(join(beside, '`@everyone` <b>', 'x'), 'x');
    const file = 'a `b`\n## Shipped\n@everyone <img>.ts';
    writeFileSync(join(box.root, file), '// TODO: ask @everyone <!-- b:x --> about #12 `\n');
    writeFileSync(join(box.root, ' -- "quoted" \u202e.ts'), 'function `x`() {}\n');
    box.git('add', '-N', '--', file);
  });
  after(() => {
    box.remove();
    rmSync(beside, { recursive: true, force: true });
  });

  it('notifies nobody, leads nowhere and stays within its lines, drafted and posted', async () => {
    const note = await draftOf(box);
    for (const markdown of [note.markdown, bodyOf(note.markdown)]) {
      assert.doesNotMatch(markdown, /[\u0000-\u0009\u000b-\u001f\u007f\u200b\u202a-\u202e\u2066-\u2069]/);
      const tokens = new MarkdownIt({ html: true }).parse(markdown, {});
      const inline = tokens.flatMap(({ children }) => children ?? []);
      const html = [...tokens, ...inline].filter(({ type }) => type.startsWith('html_'));
      for (const { content } of html)
        assert.match(content.trim(), /^<!-- (?:b:[0-9a-z]{1,20}|baton:note n1) -->$/);
      for (const link of inline.filter(({ type }) => type === 'link_open' || type === 'image'))
        assert.match(String(link.attrGet('href') ?? 'image'), /^https:\/\/github\.com\/acme\/shop\//);
      for (const { content } of inline.filter(({ type }) => type === 'text'))
        assert.doesNotMatch(content, /(?<!\w)@[A-Za-z0-9]|#\d|gh-\d/i);
      const headings = tokens.flatMap(({ type, tag }, index) =>
        type === 'heading_open' && tag === 'h2' ? [(tokens[index + 1]?.content ?? '').trim()] : [],
      );
      for (const heading of headings) assert.ok(Object.values(usualTitles).includes(heading), heading);
      assert.equal(new Set(headings).size, headings.length);
      assert.ok(markdown.length < 20_000, `${markdown.length} characters`);
    }
    // Both facts of the file name it alike.
    assert.doesNotMatch(note.markdown, /<img>\.ts"/);
    const marks = [...note.markdown.matchAll(/<!-- b:([0-9a-z]{1,20}) -->$/gm)].map(([, id]) => id);
    assert.deepEqual([...new Set(marks)].sort(), note.items.map(({ id }) => id).sort());
    assert.equal(marks.length, note.items.length);
    const named = note.items.flatMap(({ commits }) => commits ?? []);
    assert.equal(new Set(named).size, messages.length);
    assert.equal(named.length, messages.length);
  });
});

import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt, { type Token } from 'markdown-it';
import { plainMarkdown } from '../../../src/core/text/plainMarkdown';

// As VS Code's preview reads Markdown.
const parser = new MarkdownIt({ html: true, linkify: true, breaks: false });

/** What of a rendered text could run, load or lead somewhere else than to a web page. */
function live(markdown: string): string[] {
  const found: string[] = [];
  const walk = (tokens: readonly Token[]): void => {
    for (const token of tokens) {
      if (token.type === 'html_block' || token.type === 'html_inline') found.push(`HTML ${token.content}`);
      if (token.type === 'image') found.push(`image ${String(token.attrGet('src'))}`);
      const href = token.type === 'link_open' ? String(token.attrGet('href')) : null;
      if (href !== null && !/^(https?:\/\/|mailto:|ftp:\/\/|\/\/)/i.test(href)) found.push(`link ${href}`);
      if (token.type === 'fence' && /mermaid/.test(token.info)) found.push(`program ${token.info}`);
      walk(token.children ?? []);
    }
  };
  walk(parser.parse(markdown, {}));
  return found;
}

const hostile = [
  '[x](command:workbench.action.terminal.new)',
  '[x](&#99;ommand:x)',
  '[x]( command:x)',
  '[x](\ncommand:x)',
  '[x](<command:x>)',
  '[x][r]\n\n[r]: command:x',
  '[x][r]\n\n[r]:\ncommand:x',
  '[x](file:///etc/passwd)',
  '[x](vscode://file/a)',
  '<command:x>',
  '<img src="https://evil.example/a.png">',
  '<script>alert(1)</script>',
  '![a](https://evil.example/a.png)',
  '![a][r]\n\n[r]: https://evil.example/a.png',
  '[![a](https://evil.example/a.png)](https://evil.example)',
  '```mermaid\ngraph TD\n```',
  '~~~ mermaid\ngraph TD\n~~~',
  '> ```mermaid\n> graph TD\n> ```',
  '- ```mermaid\n  graph TD\n  ```',
  '`a` <b onclick=x> `b`',
  '``` `<img src=x>',
  '\\`<img src=x>`',
  '    <img src=x>\n\n<img src=y>',
  '<!-- hidden <img src=x> -->',
  '| a | `|` <img src=x> |\n|-|-|-|\n',
  'https://a.example/` `<img src=x> `',
  '[x](https://a.example/`) `<img src=x> `',
];

describe('somebody else’s Markdown', () => {
  for (const text of hostile) {
    it(`runs, loads and hides nothing: ${JSON.stringify(text)}`, () => {
      assert.deepEqual(live(plainMarkdown(text)), []);
    });
  }

  it('would be live without this', () => {
    assert.ok(hostile.filter((text) => live(text).length > 0).length > 12);
  });

  it('is harmless however its pieces are put together', () => {
    const piece = fc.constantFrom(
      ...hostile,
      ...[
        '`',
        '``',
        '```',
        '~~~',
        '\n',
        '\n\n',
        '> ',
        '- ',
        '1. ',
        '    ',
        '\t',
        '|',
        '[',
        ']',
        '(',
        ')',
        '!',
        '<',
        '>',
        '\\',
        'a',
        ':',
        '*',
        '# ',
        '\r\n',
        '&lt;',
      ],
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (pieces) => {
        const text = plainMarkdown(pieces.join(''));
        assert.deepEqual(live(text), [], JSON.stringify(text));
      }),
      { numRuns: 1_500 },
    );
  });

  it('shows what cannot be seen, and keeps links to web pages, lists and code', () => {
    assert.equal(plainMarkdown('a\u202eb\u0007'), 'a⟨U+202E⟩b⟨U+0007⟩');
    const kept =
      '- [#142](https://github.com/a/b/pull/142) **done**\n\n```ts\nconst a = <T>(x: T) => x;\n```\n\n`a < b`';
    assert.equal(plainMarkdown(kept), kept);
  });

  it('makes a picture a link to it', () => {
    assert.equal(plainMarkdown('![plan](https://x.example/a.png)'), '🖼[plan](https://x.example/a.png)');
  });
});

import assert from 'node:assert/strict';
import { nextPlaceholder, statePlaceholder } from '../../../src/core/handoff/note';
import { unconfirmedLines } from '../../../src/core/post/confirm';
import { bodyOf, headingOf, isEmptyNote, isUnfinished, titleOf } from '../../../src/core/post/text';
import { escapeInline } from '../../../src/core/text/markdown';

describe('the text of a note to post', () => {
  it('takes its first heading as the title and the rest as the body', () => {
    const note = '# Refunds: done ##\n\n**State:** works\n\n## Next\n\n<!-- baton:note n1 -->\n';
    assert.equal(titleOf(note), 'Refunds: done');
    assert.equal(bodyOf(note), '**State:** works\n\n## Next');
  });

  it('leaves out the ids by which a later draft knows its lines, and no code that looks like one', () => {
    const code = '```html\n<p> <!-- b:abc -->\n```';
    const note = `- Refunds work <!-- b:13hrjihrmxt -->\n- next <!-- b:x --> step <!-- why -->\n${code}`;
    assert.equal(bodyOf(note), `- Refunds work\n- next <!-- b:x --> step <!-- why -->\n${code}`);
    assert.equal(titleOf('Refunds work <!-- b:13hrjihrmxt -->\n'), 'Refunds work');
  });

  it('keeps a heading in the body when text stands before it', () => {
    assert.equal(titleOf('Hello\n\n## Later\n'), 'Later');
    assert.equal(bodyOf('Hello\n\n## Later\n'), 'Hello\n\n## Later');
  });

  it('takes the first line when there is no heading, and none from code', () => {
    assert.equal(titleOf('\n**Refunds** work\nmore'), 'Refunds work');
    assert.equal(titleOf('```\n# not a title\n```\n# Title'), 'Title');
    assert.equal(titleOf('<!-- baton:note n1 -->\n'), null);
  });

  it('cuts a title at 256 characters and shows that it did', () => {
    const title = titleOf(`# ${'a'.repeat(400)}`);
    assert.equal(title?.length, 256);
    assert.ok(title?.endsWith('…'));
  });

  it('is plain text as GitHub shows a title, and Markdown again where it heads a text', () => {
    const names = 'snake_case, __init__ *and* a&b [x] `y` \\ <i>';
    const note = `# ${escapeInline(names)}\n\nText\n`;
    assert.equal(titleOf(note), names);
    assert.equal(titleOf(`# ${headingOf(note)}\n`), names);
    assert.equal(titleOf(`# ${'\\_'.repeat(300)}`)?.length, 256);
  });

  it('notifies nobody in its title', () => {
    assert.doesNotMatch(titleOf(`# ${escapeInline('ask @everyone and @acme/all')}`) ?? '@a', /@[a-z]/);
  });

  it('leaves no control or bidirectional character in a title', () => {
    assert.equal(titleOf('# a\u202eb\u0007c'), 'a b c');
  });

  it('is empty when only headings, placeholders and comments are left', () => {
    for (const note of [
      '',
      '# Title\n',
      '# Title\n## Next\n- \n* …\n<!-- say more -->\n<!-- baton:note n1 -->\n',
      `# Title\n\n**State:** ${statePlaceholder}\n**Next action:** ${nextPlaceholder}\n`,
      '# Title\n\nState: TODO\n',
    ]) {
      assert.equal(isEmptyNote(note), true, JSON.stringify(note));
    }
  });

  it('is not empty as soon as one line says something', () => {
    for (const note of [
      '# T\n\nok\n',
      '# T\n\n- [ ] merge #142\n',
      `**State:** works\n**Next action:** ${nextPlaceholder}`,
      '```\nnpm ci\n```',
    ]) {
      assert.equal(isEmptyNote(note), false, JSON.stringify(note));
    }
  });

  it('leaves out the dead ends that Baton only concluded and nobody confirmed, and their heading with the last one', () => {
    const line = (text: string, id: string): string => `- ${text} <!-- b:${id} -->`;
    const note = (...tried: readonly string[]): string =>
      [
        '# T',
        '',
        '## Blocked or unclear',
        '',
        line('*inferred:* TODO: x', 'a1'),
        '',
        '## Tried, did not work',
        '',
        ...tried,
        '',
        '## Watch',
        '',
        '- CI',
        '',
      ].join('\n');
    const posted = bodyOf(
      note(
        line('*inferred:* sinon', 't1'),
        line('fake timers', 't2'),
        line('*inferred:* retry', 't3'),
        '  it hangs',
      ),
    );
    assert.match(
      posted,
      /## Tried, did not work\n\n- fake timers\n- \*inferred:\* retry\n {2}it hangs\n\n## Watch/,
    );
    assert.match(posted, /- \*inferred:\* TODO: x/);
    assert.doesNotMatch(posted, /sinon/);
    const none = bodyOf(note(line('*inferred:* sinon', 't1')));
    assert.match(none, /TODO: x\n\n## Watch/);
    const renamed = note(line('*inferred:* sinon', 't1')).replace('work\n', 'work <!-- b:tried -->\n');
    assert.doesNotMatch(bodyOf(renamed.replace('Tried, did not', 'Ging nicht')), /Ging|sinon/);
    const crlf = bodyOf(note(line('*inferred:* sinon', 't1')).replace(/\n/g, '\r\n'));
    assert.doesNotMatch(crlf, /Tried|sinon/);
    assert.deepEqual(unconfirmedLines(note(line('x', 't1'), line('*inferred:* y', 't2'))), [9]);
  });

  it('is unfinished while a placeholder is left', () => {
    assert.equal(isUnfinished(`# T\n**State:** ${statePlaceholder}\nmore`), true);
    assert.equal(isUnfinished('# T\n**State:** works'), false);
  });
});

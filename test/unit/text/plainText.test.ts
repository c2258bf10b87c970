import assert from 'node:assert/strict';
import { plainLabel, plainMessage } from '../../../src/host/plainText';

/** How VS Code 1.103 to 1.139 finds links in a message (linkedText.ts), and icons in a label (iconLabels.ts). */
const links = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)(?: (["'])(.+?)(\3))?\)/gi;
const icons = /\$\([A-Za-z0-9-]+(?:~[A-Za-z]+)?\)/g;

describe("somebody else's text in VS Code", () => {
  it('becomes no link that runs a command', () => {
    const hostile =
      'No branch "[press here](command:workbench.action.quit)" or [a](https://evil.example "x").';
    assert.ok(hostile.match(links));
    assert.equal(plainMessage(hostile).match(links), null);
    assert.equal(plainMessage(hostile).replaceAll('\u200b', ''), hostile);
  });

  it('becomes no icon', () => {
    const hostile = '$(verified) Ana $$(pass~spin)';
    assert.ok(hostile.match(icons));
    assert.equal(plainLabel(hostile).match(icons), null);
  });
});

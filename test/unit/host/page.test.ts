import assert from 'node:assert/strict';
import { bundled } from '../bundled';

type Page = (
  webview: object,
  extensionUri: string,
  name: string,
  title: string,
  pictures?: string[],
) => string;

describe("a webview's page", () => {
  let page: Page;
  const webview = (): { cspSource: string; asWebviewUri: (uri: string) => string; options?: unknown } => ({
    cspSource: 'https://csp.example',
    asWebviewUri: (uri) => `https://csp.example${uri}`,
  });
  before(async () => {
    const vscode = { Uri: { joinPath: (...parts: string[]) => parts.join('/') } };
    ({ webviewPage: page } = await bundled<{ webviewPage: Page }>('host/page.ts', vscode));
  });

  it('allows its own styles, its own script and nothing else', () => {
    const html = page(webview(), '/ext', 'team', 'Team');
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const [, nonce = ''] = /'nonce-([^']+)'/.exec(policy) ?? [];
    assert.ok(nonce.length >= 22);
    assert.equal(policy, `default-src 'none'; style-src https://csp.example; script-src 'nonce-${nonce}'`);
    const scripts = [...html.matchAll(/<script([^>]*)>([^<]*)<\/script>/g)];
    assert.deepEqual(
      scripts.map(([, attributes, inline]) => [attributes, inline]),
      [[` nonce="${nonce}" src="https://csp.example/ext/dist/webview/team.js"`, '']],
    );
    assert.doesNotMatch(html, /<style|style=|\son\w+=/);
  });

  it('loads pictures from where a person lets it, and only those', () => {
    const html = page(webview(), '/ext', 'team', 'Team', ['https://github.com']);
    assert.match(html, /; img-src https:\/\/github\.com"/);
    assert.doesNotMatch(page(webview(), '/ext', 'team', 'Team'), /img-src/);
  });

  it('has another nonce each time, and reads its own bundle only', () => {
    const shown = webview();
    assert.notEqual(page(shown, '/ext', 'team', 'Team'), page(webview(), '/ext', 'team', 'Team'));
    assert.deepEqual(shown.options, { enableScripts: true, localResourceRoots: ['/ext/dist/webview'] });
  });

  it('shows its title as text', () => {
    assert.match(page(webview(), '/ext', 'review', 'A <b> & c'), /<title>A &lt;b> &amp; c<\/title>/);
  });
});

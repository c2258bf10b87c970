import assert from 'node:assert/strict';
import path from 'node:path';
import { build } from 'esbuild';

type Page = (webview: object, extensionUri: string, name: string, title: string) => string;

/** The module as it is, with as much of VS Code as it asks for. */
async function load(): Promise<Page> {
  const { outputFiles } = await build({
    entryPoints: [path.join(__dirname, '../../../src/host/page.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    external: ['vscode'],
  });
  const vscode = { Uri: { joinPath: (...parts: string[]) => parts.join('/') } };
  const module = { exports: {} as { webviewPage?: Page } };
  const wanted = (name: string): unknown => (name === 'vscode' ? vscode : process.getBuiltinModule(name));
  new Function('module', 'exports', 'require', outputFiles[0]?.text ?? '')(module, module.exports, wanted);
  assert.ok(module.exports.webviewPage);
  return module.exports.webviewPage;
}

describe("a webview's page", () => {
  let page: Page;
  const webview = (): { cspSource: string; asWebviewUri: (uri: string) => string; options?: unknown } => ({
    cspSource: 'https://csp.example',
    asWebviewUri: (uri) => `https://csp.example${uri}`,
  });
  before(async () => {
    page = await load();
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

  it('has another nonce each time, and reads its own bundle only', () => {
    const shown = webview();
    assert.notEqual(page(shown, '/ext', 'team', 'Team'), page(webview(), '/ext', 'team', 'Team'));
    assert.deepEqual(shown.options, { enableScripts: true, localResourceRoots: ['/ext/dist/webview'] });
  });

  it('shows its title as text', () => {
    assert.match(page(webview(), '/ext', 'review', 'A <b> & c'), /<title>A &lt;b> &amp; c<\/title>/);
  });
});

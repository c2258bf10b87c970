import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';

/**
 * The page's own bundle and nothing else: no network, no inline code, no inline styles. `pictures` are the only places
 * from which it may load any.
 */
export function webviewPage(
  webview: vscode.Webview,
  extensionUri: vscode.Uri,
  name: 'team' | 'review',
  title: string,
  pictures: readonly string[] = [],
): string {
  const root = vscode.Uri.joinPath(extensionUri, 'dist', 'webview');
  webview.options = { enableScripts: true, localResourceRoots: [root] };
  const source = (file: string) => webview.asWebviewUri(vscode.Uri.joinPath(root, file)).toString();
  const nonce = randomBytes(16).toString('base64');
  const images = pictures.length > 0 ? `; img-src ${pictures.join(' ')}` : '';
  const policy = `default-src 'none'; style-src ${webview.cspSource}; script-src 'nonce-${nonce}'${images}`;
  return `<!DOCTYPE html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta http-equiv="Content-Security-Policy" content="${policy}" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <link rel="stylesheet" href="${source(`${name}.css`)}" />
    <title>${escaped(title)}</title>
  </head>
  <body>
    <script nonce="${nonce}" src="${source(`${name}.js`)}"></script>
  </body>
</html>`;
}

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');

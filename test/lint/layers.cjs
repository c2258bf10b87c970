// dependency-cruiser over the house plan. A parser that silently reads nothing would also find nothing, so the
// number of modules it saw is held against the number of source files.
const { execFileSync } = require('node:child_process');
const path = require('node:path');
const fs = require('node:fs');

const root = path.join(__dirname, '../..');
const count = (folder) =>
  fs.readdirSync(path.join(root, folder), { recursive: true }).filter((name) => /\.ts$/.test(String(name)))
    .length;
const bin = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs');
let output;
try {
  output = execFileSync(
    process.execPath,
    [bin, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'src', 'webview', 'test/unit'],
    {
      cwd: root,
      maxBuffer: 1 << 28,
      encoding: 'utf8',
    },
  );
} catch (error) {
  output = error.stdout;
}
const { summary, modules } = JSON.parse(output);
const seen = modules.filter(({ source }) => /^(src|webview|test\/unit)\/.*\.ts$/.test(source)).length;
const files = count('src') + count('webview') + count('test/unit');
for (const { rule, from, to } of summary.violations) console.error(`${rule.name}: ${from} → ${to}`);
if (seen < files) console.error(`only ${seen} of ${files} modules were read`);
console.log(`layers: ${seen} modules, ${summary.violations.length} violations`);
process.exitCode = summary.violations.length > 0 || seen < files ? 1 : 0;

// Builds what runs: dist/extension.js and dist/cli.js (they share chunks) and the browser side of the webviews.
//   node esbuild.js            a development build with source maps
//   node esbuild.js --minify   what goes into the VSIX
//   node esbuild.js --watch    rebuilds on change; .vscode/tasks.json understands what it prints
const esbuild = require('esbuild');
const fs = require('node:fs');
const path = require('node:path');

const minify = process.argv.includes('--minify');
const watch = process.argv.includes('--watch');
// The packager builds beside this, so that what it packs is one build, whoever else builds meanwhile.
const dist = path.resolve(__dirname, process.env.BATON_DIST ?? 'dist');
const esm = path.join(dist, '.esm');

// VS Code loads CommonJS, and esbuild splits only ES modules; so what is loaded on first use (every `import()`)
// is split as ES modules first, and each piece is then turned into CommonJS on its own.
const toCommonJs = {
  name: 'to-commonjs',
  setup(build) {
    build.onEnd(async (result) => {
      if (result.errors.length > 0) return;
      const pieces = fs.readdirSync(esm).filter((name) => name.endsWith('.js'));
      await esbuild.build({
        entryPoints: pieces.map((name) => path.join(esm, name)),
        outdir: dist,
        bundle: false,
        format: 'cjs',
        platform: 'node',
        target: 'node20',
        minify,
        sourcemap: minify ? false : 'linked',
        logLevel: 'silent',
      });
      const kept = new Set(pieces);
      for (const name of fs.readdirSync(dist)) {
        const stale =
          /^(chunk|extension|cli|[\w-]+-[A-Z0-9]{8})\.js(\.map)?$/.test(name) &&
          !kept.has(name.replace(/\.map$/, ''));
        if (stale) fs.rmSync(path.join(dist, name));
      }
      fs.writeFileSync(path.join(dist, 'meta.json'), JSON.stringify(result.metafile));
      fs.rmSync(esm, { recursive: true });
      fs.chmodSync(path.join(dist, 'cli.js'), 0o755);
    });
  },
};

const problems = {
  name: 'problem-matcher',
  setup(build) {
    build.onStart(() => console.log('[build] started'));
    build.onEnd((result) => {
      for (const { text, location } of result.errors) {
        console.error(`✘ [ERROR] ${text}`);
        if (location) console.error(`    ${location.file}:${location.line}:${location.column}:`);
      }
      console.log('[build] finished');
    });
  },
};

const node = {
  entryPoints: { extension: 'src/extension.ts', cli: 'src/cli.ts' },
  outdir: esm,
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['vscode'],
  // Prefer a package's ES module build: it splits and shakes.
  mainFields: ['module', 'main'],
  metafile: true,
  minify,
  sourcemap: minify ? false : 'inline',
  logLevel: 'silent',
  plugins: [toCommonJs, problems],
};

const browser = {
  entryPoints: ['team.ts', 'review.ts', 'team.css', 'review.css'].map((name) => `webview/${name}`),
  outdir: path.join(dist, 'webview'),
  bundle: true,
  format: 'iife',
  platform: 'browser',
  target: 'es2022',
  // The toolkit's own minified bundle is 120 kB smaller than what a bundler makes of its modules.
  alias: {
    '@vscode/webview-ui-toolkit': path.join(
      __dirname,
      'node_modules/@vscode/webview-ui-toolkit/dist/toolkit.min.js',
    ),
  },
  minify,
  sourcemap: minify ? false : 'linked',
  logLevel: 'silent',
  plugins: [problems],
};

async function main() {
  fs.mkdirSync(dist, { recursive: true });
  const contexts = await Promise.all([node, browser].map((options) => esbuild.context(options)));
  if (watch) {
    await Promise.all(contexts.map((context) => context.watch()));
    return;
  }
  try {
    await Promise.all(contexts.map((context) => context.rebuild()));
  } finally {
    await Promise.all(contexts.map((context) => context.dispose()));
  }
}

main().catch((error) => {
  if (!error.errors) console.error(error);
  process.exitCode = 1;
});

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

// VS Code loads CommonJS, and esbuild splits only ES modules; so what is loaded on first use (every `import()`) is split
// as ES modules first, and each piece is then turned into CommonJS on its own.
const toCommonJs = {
  name: 'to-commonjs',
  setup(build) {
    build.onEnd(async (result) => {
      if (result.errors.length > 0) return;
      const pieces = fs.readdirSync(esm).filter((name) => name.endsWith('.js'));
      for (const name of pieces) importVscodeOnce(path.join(esm, name));
      const { outputFiles } = await esbuild.build({
        entryPoints: pieces.map((name) => path.join(esm, name)),
        outdir: dist,
        bundle: false,
        write: false,
        format: 'cjs',
        platform: 'node',
        target: 'node20',
        // `import()` becomes `require` in a promise: Node need not start its loader of ES modules for our own files.
        supported: { 'dynamic-import': false },
        minify,
        sourcemap: minify ? false : 'linked',
        logLevel: 'silent',
      });
      const files = new Map(outputFiles.map((file) => [path.basename(file.path), file.text]));
      const { outputs } = result.metafile;
      const early = statically(outputs, 'extension.js').filter((name) => name !== 'extension.js');
      // Packed, a piece would lose its source map; so only what is shipped is packed.
      if (minify) packTogether(files, early);
      for (const name of fs.readdirSync(dist))
        if (/\.js(\.map)?$/.test(name) && !files.has(name)) fs.rmSync(path.join(dist, name));
      for (const [name, text] of files) fs.writeFileSync(path.join(dist, name), text);
      fs.writeFileSync(path.join(dist, 'meta.json'), JSON.stringify(result.metafile));
      fs.rmSync(esm, { recursive: true });
      fs.chmodSync(path.join(dist, 'cli.js'), 0o755);
    });
  },
};

/** esbuild would copy the namespace of several hundred members once for each module that imports it. */
function importVscodeOnce(file) {
  let first;
  const text = fs.readFileSync(file, 'utf8');
  const once = text.replaceAll(/\bimport\s*\*\s*as ([\w$]+) from\s*"vscode";/g, (_, name) => {
    first ??= name;
    return `var ${name}=${name === first ? 'require("vscode")' : first};`;
  });
  if (once !== text) fs.writeFileSync(file, once);
}

/** The names of an output and of all that it imports statically. */
function statically(outputs, entry) {
  const byName = new Map(Object.entries(outputs).map(([output, made]) => [path.basename(output), made]));
  const found = new Set([entry]);
  for (const name of found) {
    for (const each of byName.get(name).imports)
      if (each.kind === 'import-statement' && !each.external) found.add(path.basename(each.path));
  }
  return [...found];
}

/**
 * Replaces the files of these names by one, pack.js, because every further file costs the extension's start. In it, a
 * piece still runs when it is first asked for, and once.
 */
function packTogether(files, names) {
  const pieces = names.map((name) => `"./${name}"(exports,module,require){${files.get(name)}}`);
  for (const name of names) files.delete(name);
  for (const [name, text] of files) {
    const fromPack = text.replaceAll(/\brequire\(("\.\/([\w-]+\.js)")\)/g, (call, quoted, piece) =>
      names.includes(piece) ? `require("./pack.js")(${quoted})` : call,
    );
    files.set(name, fromPack);
  }
  files.set(
    'pack.js',
    `const pieces={${pieces.join(',')}},made={};
module.exports=function piece(name){
  if(!Object.hasOwn(pieces,name))return require(name);
  const known=made[name];if(known)return known.exports;
  const module=made[name]={exports:{}};
  pieces[name](module.exports,module,piece);
  return module.exports;
};
`,
  );
}

/** Builds that are to run or do run. All of them begin and end as one: VS Code waits for the first end that it is told. */
const unfinished = new Set(['node', 'browser']);
console.log('[build] started');

/** Tells what .vscode/tasks.json looks for in the output: when building began and ended, and the errors in between. */
const problemsOf = (name) => ({
  name: 'problem-matcher',
  setup(build) {
    build.onStart(() => {
      if (unfinished.size === 0) console.log('[build] started');
      unfinished.add(name);
    });
    build.onEnd((result) => {
      for (const { text, location } of result.errors) {
        console.error(`✘ [ERROR] ${text}`);
        // esbuild counts columns from 0, VS Code from 1.
        if (location) console.error(`    ${location.file}:${location.line}:${location.column + 1}:`);
      }
      unfinished.delete(name);
      if (unfinished.size === 0) console.log('[build] finished');
    });
  },
});

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
  plugins: [toCommonJs, problemsOf('node')],
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
  plugins: [problemsOf('browser')],
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

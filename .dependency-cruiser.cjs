// The house plan as rules: an arrow (type imports included) only ever points down, and there are no cycles.
const only = (name, from, allowed, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: { path: '^(src|webview|test)/', pathNot: allowed },
});

module.exports = {
  forbidden: [
    {
      name: 'unit-tests-start-nothing',
      comment: 'what needs a process or a socket is an integration test',
      severity: 'error',
      from: { path: '^test/unit/' },
      to: { path: '^(node:)?(child_process|net|https?|worker_threads)$', reachable: true },
    },
    { name: 'no-cycles', severity: 'error', from: { path: '^(src|webview)/' }, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true, pathNot: '^vscode$' } },
    only('core-is-the-ground-floor', '^src/core/', ['^src/core/'], 'core imports core only'),
    only('ids-import-nothing', '^src/ids\\.ts$', ['^$'], 'ids.ts imports nothing'),
    only(
      'protocol-knows-core-types',
      '^src/protocol(\\.ts$|/)',
      ['^src/core/', '^src/protocol/'],
      'the protocol uses core and itself',
    ),
    only(
      'adapters-use-core',
      '^src/adapters/([^/]+)/',
      ['^src/core/', '^src/adapters/$1/'],
      'an adapter uses core and itself',
    ),
    only(
      'host-uses-core-ids-and-the-protocol',
      '^src/host/',
      ['^src/core/', '^src/(protocol|ids)\\.ts$', '^src/host/'],
      'host uses core, ids and the protocol of the pages that it shows',
    ),
    only('usecases-use-core', '^src/usecases/', ['^src/core/', '^src/usecases/'], 'use cases use core'),
    only(
      'a-feature-knows-no-sibling',
      '^src/features/([^/]+)/',
      ['^src/(core|usecases|host)/', '^src/(protocol|ids)\\.ts$', '^src/features/$1/'],
      'a feature never imports a sibling',
    ),
    only(
      'terminal-uses-usecases',
      '^src/terminal/',
      ['^src/(core|usecases|terminal)/'],
      'CLI faces use use cases and core',
    ),
    only(
      'webview-knows-the-protocol',
      '^webview/',
      ['^src/protocol\\.ts$', '^webview/'],
      'webview uses protocol.ts only',
    ),
    {
      name: 'core-is-pure',
      comment: 'core knows no Node, no vscode, no network',
      severity: 'error',
      from: { path: '^src/core/' },
      to: {
        dependencyTypes: ['core', 'npm', 'npm-dev'],
        pathNot: 'node_modules/(luxon|@types/luxon|yaml|zod|@jridgewell/[a-z-]+)/',
      },
    },
    {
      name: 'one-file-knows-luxon',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/core/time/luxon\\.ts$' },
      to: { path: 'node_modules/(@types/)?luxon/' },
    },
    {
      name: 'one-file-knows-the-toolkit',
      severity: 'error',
      from: { path: '^webview/', pathNot: '^webview/controls\\.ts$' },
      to: { path: 'webview-ui-toolkit' },
    },
    {
      name: 'vscode-stays-upstairs',
      severity: 'error',
      from: { path: '^src/(core|usecases|adapters|terminal|cli\\.ts|protocol|ids\\.ts)' },
      to: { path: '^(vscode|node_modules/@types/vscode/.*)$' },
    },
    {
      name: 'nothing-imports-a-test',
      severity: 'error',
      from: { path: '^(src|webview)/' },
      to: { path: '^test/' },
    },
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|out)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};

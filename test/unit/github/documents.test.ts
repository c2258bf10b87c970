import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import * as esbuild from 'esbuild';
import { parse, validate, type GraphQLSchema } from 'graphql';
import ts from 'typescript';
import * as documents from '../../../src/adapters/github/documents';
import { loadSchema } from '../../github/graphql';

const root = path.join(__dirname, '../../..');

/** Every string in the bundles that reads like a GraphQL document, executed or not. */
async function bundled(minify: boolean): Promise<string[]> {
  const { outputFiles } = await esbuild.build({
    absWorkingDir: root,
    entryPoints: ['src/extension.ts', 'src/cli.ts'],
    outdir: 'out',
    write: false,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['vscode'],
    mainFields: ['module', 'main'],
    minify,
    logLevel: 'silent',
  });
  return outputFiles.flatMap(({ path, text }) => documentsIn(path, text));
}

/** Every string in the sources that does. */
function written(): string[] {
  return readdirSync(path.join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => documentsIn(file, readFileSync(path.join(root, 'src', file), 'utf8')));
}

function documentsIn(name: string, code: string): string[] {
  const found: string[] = [];
  if (!/(query|mutation) /.test(code)) return found;
  const visit = (node: ts.Node): void => {
    const text = ts.isStringLiteralLike(node) ? node.text : ts.isTemplateHead(node) ? node.text : '';
    if (/^\s*(query|mutation|subscription|fragment)\s+\w+[^{]*\{/.test(text)) found.push(text);
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(name, code, ts.ScriptTarget.Latest, false));
  return found;
}

describe('the GraphQL documents in the bundles', () => {
  let schema: GraphQLSchema;
  before(() => {
    schema = loadSchema();
  });

  for (const minify of [false, true]) {
    it(`all hold against GitHub's published schema (${minify ? 'minified' : 'as developed'})`, async () => {
      const found = await bundled(minify);
      for (const text of found) {
        const errors = validate(schema, parse(text));
        assert.deepEqual(
          errors.map(({ message }) => message),
          [],
          text.slice(0, 80),
        );
      }
      // None of them is taken apart or written otherwise by the bundler, where this test would not see it.
      const all = written();
      assert.ok(all.length > Object.keys(documents).length);
      for (const text of [...all, ...Object.values(documents)])
        assert.ok(found.includes(text), `${text.slice(0, 40)} is in no bundle`);
    });
  }

  it('would be told apart from one that asks for a field GitHub does not have', () => {
    const wrong = documents.repositoryQuery.replace('isArchived', 'isAsleep');
    assert.equal(validate(schema, parse(wrong)).length, 1);
  });
});

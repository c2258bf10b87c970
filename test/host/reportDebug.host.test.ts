import { strict as assert } from 'node:assert';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { stoppedOnException } from '../../src/features/report/sources/debug';

const [folder] = vscode.workspace.workspaceFolders ?? [];
const own = join(folder?.uri.fsPath ?? '/', 'ledger.js');

/** What a debug adapter answers to a request; throws where it refuses one. */
type Answer = (args: Record<string, unknown>) => unknown;

const refused: Answer = () => {
  throw new Error('not stopped on an exception');
};
const exceptionInfo: Answer = () => ({
  exceptionId: 'TypeError',
  details: { message: 'no amount', typeName: 'TypeError' },
});
const stackTrace: Answer = () => ({
  stackFrames: [
    { id: 1, name: 'Ledger.read', line: 7, column: 16, source: { path: `vscode-remote://ssh+ci${own}` } },
    { id: 2, name: 'await', line: 0, column: 0, presentationHint: 'label' },
    { id: 3, name: 'query', line: 3, column: 0, source: { path: join(own, '../node_modules/pg/x.js') } },
    { id: 4, name: 'run', line: 5, column: 1, source: { path: own } },
  ],
});

describe('an exception on which a debug session is stopped', () => {
  const asked: [session: string, command: string, args: Record<string, unknown>][] = [];
  const session = (name: string, answers: Readonly<Record<string, Answer>>, parentSession?: unknown) => ({
    id: name,
    name,
    configuration: { type: 'node', request: 'launch', program: join(folder?.uri.fsPath ?? '/', 'pay.js') },
    workspaceFolder: folder,
    parentSession,
    customRequest: async (command: string, args: Record<string, unknown> = {}) => {
      asked.push([name, command, args]);
      return Promise.resolve((answers[command] ?? refused)(args));
    },
  });
  const read = async (active: unknown, withVariables: boolean, milliseconds = 60_000) => {
    asked.length = 0;
    const names = ['activeDebugSession', 'activeStackItem'] as const;
    const before = names.map((name) => Object.getOwnPropertyDescriptor(vscode.debug, name));
    Object.defineProperty(vscode.debug, names[0], { configurable: true, get: () => active });
    Object.defineProperty(vscode.debug, names[1], { configurable: true, get: () => undefined });
    try {
      return await stoppedOnException(withVariables, { frames: 5, values: 3, milliseconds });
    } finally {
      names.forEach((name, at) => Object.defineProperty(vscode.debug, name, before[at] ?? {}));
    }
  };
  const threads: Answer = () => ({ threads: [{ id: 7 }, { id: 8 }] });
  const stopped = (answers: Readonly<Record<string, Answer>> = {}, parent?: unknown) =>
    session(
      'child',
      {
        threads,
        exceptionInfo: (args) => (args['threadId'] === 8 ? exceptionInfo(args) : refused(args)),
        stackTrace,
        ...answers,
      },
      parent,
    );

  it('is read from the session that answers, with the places of a remote window as paths of the machine there', async () => {
    const parent = session('npm start', {});
    const { text, origin } = await read(stopped({}, parent), false);
    assert.match(text, /^TypeError: no amount\n/);
    assert.ok(text.includes(`    at Ledger.read (${own}:7:16)\n`), text);
    assert.ok(!text.includes('vscode-remote') && !text.includes('await'), text);
    assert.equal(origin?.name, 'npm start');
    assert.equal(origin?.command, 'node pay.js');
    assert.deepEqual(
      asked
        .filter(([, command]) => command === 'stackTrace')
        .map(([name, , args]) => [name, args['threadId']]),
      [['child', 8]],
    );
    // The parent is asked where its child does not answer.
    const above = session('parent', { threads, exceptionInfo, stackTrace });
    assert.match((await read(session('mute', {}, above), false)).text, /no amount/);
  });

  it('shows the variables of own calls, runs no code for them, and changes nothing in the session', async () => {
    const scopes: Answer = ({ frameId }) => ({
      scopes: [
        { name: 'Local', variablesReference: Number(frameId) * 10, expensive: false },
        { name: 'Global', variablesReference: 999, expensive: true },
        { name: 'Empty', variablesReference: 0, expensive: false },
      ],
    });
    const variables: Answer = () => ({
      variables: [
        { name: 'row', value: 'undefined', type: 'undefined' },
        { name: 'total', value: '(...)', presentationHint: { lazy: true } },
        { name: 'a', value: '1' },
        { name: 'b', value: '2' },
        { name: 'one too many', value: '3' },
      ],
    });
    const found = await read(stopped({ scopes, variables }), true);
    assert.deepEqual(
      found.variables?.map(({ frame, values }) => [frame, values.map(({ name }) => name)]),
      [
        ['Ledger.read', ['row', 'a', 'b']],
        ['run', ['row', 'a', 'b']],
      ],
    );
    const commands = new Set(asked.map(([, command]) => command));
    assert.deepEqual([...commands].sort(), ['exceptionInfo', 'scopes', 'stackTrace', 'threads', 'variables']);
    assert.ok(
      !asked.some(([, , args]) => args['variablesReference'] === 999),
      'expensive ones are not asked for',
    );
  });

  it('is reported without the variables that an adapter never answers for', async () => {
    const never: Answer = () => new Promise(() => {});
    const found = await read(stopped({ scopes: never }), true, 50);
    assert.match(found.text, /no amount/);
    assert.deepEqual(
      found.variables?.flatMap(({ values }) => values),
      [],
    );
  });

  it('is asked for where nothing is stopped', async () => {
    await assert.rejects(read(session('running', { threads }), false), /No debug session is stopped/);
    await assert.rejects(read(undefined, false), /No debug session is stopped/);
  });
});

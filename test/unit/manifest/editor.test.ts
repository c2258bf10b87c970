import { strict as assert } from 'node:assert';
import { existsSync, readFileSync } from 'node:fs';
import * as path from 'node:path';

interface Task {
  readonly label: string;
  readonly type: string;
  readonly script?: string;
  readonly dependsOn?: readonly string[];
}
interface Launch {
  readonly name: string;
  readonly program?: string;
  readonly preLaunchTask?: string;
}

const root = path.join(import.meta.dirname, '../../..');
const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const { tasks } = read('.vscode/tasks.json') as { tasks: readonly Task[] };
const { configurations } = read('.vscode/launch.json') as { configurations: readonly Launch[] };
const { scripts } = read('package.json') as { scripts: Readonly<Record<string, string>> };

describe('what VS Code offers to whoever works on Baton', () => {
  it('runs the extension and its unit, host and e2e tests', () => {
    assert.deepEqual(
      configurations.map(({ name }) => name),
      ['Run Baton', 'Unit tests', 'Tests of this file', 'Host tests', 'E2e tests'],
    );
  });

  it('starts programs and tasks that exist', () => {
    const labels = tasks.map(({ label }) => label);
    const before = [
      ...configurations.flatMap(({ preLaunchTask }) => preLaunchTask ?? []),
      ...tasks.flatMap(({ dependsOn }) => dependsOn ?? []),
    ];
    assert.deepEqual(
      before.filter((label) => !labels.includes(label)),
      [],
    );
    const programs = configurations.flatMap(
      ({ program }) => program?.replace('${workspaceFolder}', root) ?? [],
    );
    assert.deepEqual(
      programs.filter((program) => !existsSync(program)),
      [],
    );
    const ofNpm = tasks.filter(({ type }) => type === 'npm').map(({ script }) => script ?? '');
    assert.deepEqual(
      ofNpm.filter((script) => !(script in scripts)),
      [],
    );
  });
});

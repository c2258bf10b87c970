import type { Window } from './model';
import type { RepositoryReading } from './facts';
import { failedWithin } from './failures';
import { shellWord } from './shell';

/** Longer lines are scripts that somebody typed: they are told where they failed, and not run again by pasting. */
const longest = 300;

/** What installs exactly what a lockfile names. */
const installs: readonly (readonly [string, RegExp, string])[] = [
  ['package-lock.json', /^(?:npm|npx|node)\b/, 'npm ci'],
  ['pnpm-lock.yaml', /^(?:pnpm|npx|node)\b/, 'pnpm install --frozen-lockfile'],
  ['yarn.lock', /^(?:yarn|npx|node)\b/, 'yarn install --frozen-lockfile'],
  ['poetry.lock', /^poetry\b/, 'poetry install'],
  ['Gemfile.lock', /^(?:bundle|rake|rspec)\b/, 'bundle install'],
  ['composer.lock', /^(?:composer|php|vendor\/bin\/)\S*/, 'composer install'],
];

/** The files that `rerunLine` asks about. */
export const lockfileNames: readonly string[] = installs.map(([name]) => name);

/** The line of a shell that leads to what failed last, dependencies first; null when no such line is known. */
export function rerunLine(
  reading: RepositoryReading,
  window: Pick<Window, 'since' | 'until'>,
): string | null {
  for (const { kind, name, folder } of failedWithin(reading, window)) {
    const command = kind === 'command' ? name.trim() : kind === 'task' ? taskCommand(name) : null;
    if (command === null || !isPasteable(command)) continue;
    const install = installs.find(
      ([file, uses]) => reading.lockfiles.includes(file) && uses.test(command),
    )?.[2];
    const inFolder = folder === '' ? [] : [`cd ${shellWord(folder)}`];
    const isInstall = install !== undefined && command.startsWith(install);
    return [...(install === undefined || isInstall ? [] : [install]), ...inFolder, command].join(' && ');
  }
  return null;
}

/** VS Code names what it finds in package.json this way. */
function taskCommand(name: string): string | null {
  const script = /^(npm|yarn|pnpm): ([\w:.-]{1,80})$/.exec(name);
  if (!script) return null;
  return script[2] === 'test' ? `${script[1]} test` : `${script[1]} run ${script[2]}`;
}

/** One line, without what was taken out of it before it was kept. */
function isPasteable(command: string): boolean {
  return command !== '' && command.length <= longest && !/[\r\n\0]|\[[a-z -]{1,40}\d{0,3}\]|…/.test(command);
}

import type { Window } from '../model';
import type { RepositoryReading } from '../facts';
import { checksTheWork, failedWithin } from '../failures';
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
  const failed = failedWithin(reading, window);
  const telling = failed.filter(checksTheWork);
  for (const { kind, name, folder } of [...telling, ...failed.filter((each) => !telling.includes(each))]) {
    const command = kind === 'command' ? name.trim() : kind === 'task' ? taskCommand(name) : null;
    if (command === null || !isPasteable(command) || reachesOut(command)) continue;
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

/** What acts on more than a clone, or only looks: nobody is to run it again for having pasted a note. */
function reachesOut(command: string): boolean {
  return (
    /^(?:sudo|su|git|gh|rm|mv|cp|cd|ls|cat|less|man|echo|which|grep|rg|find|ssh|scp|rsync|curl|wget|kill|pkill|killall|open|code|vim?|nano|kubectl|helm|terraform|ansible\S*|docker|podman|aws|gcloud|az|heroku|fly|psql|mysql|redis-cli|mongo\w*|brew|apt|apt-get|dnf|yum)\b/i.test(
      command,
    ) || /\b(?:publish|deploy|release|push|destroy|drop)\b/i.test(command)
  );
}

/** One line, without what was taken out of it before it was kept. */
function isPasteable(command: string): boolean {
  return command !== '' && command.length <= longest && !/[\r\n\0]|\[[a-z -]{1,40}\d{0,3}\]|…/.test(command);
}

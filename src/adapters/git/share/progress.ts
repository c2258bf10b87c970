import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Cancellation } from '../../../core/cancel';
import type { Operation } from '../../../core/ports/git';
import { isTerm, mostSteps, type Progress, type Step } from '../../../core/share/progress';
import { readCommits } from './commit';
import type { Place } from './settings';

/** Words of git's lists of what is to be done, and their short forms. */
const words: Readonly<Record<string, Step['action']>> = {
  p: 'pick',
  pick: 'pick',
  r: 'reword',
  reword: 'reword',
  e: 'edit',
  edit: 'edit',
  s: 'squash',
  squash: 'squash',
  f: 'fixup',
  fixup: 'fixup',
  revert: 'revert',
};

type Read = (name: string) => Promise<string>;

/** How far an operation had come, by the files in which git remembers it. A merge goes on by itself. */
export async function readProgress(
  place: Place,
  operation: Operation | null,
  signal?: Cancellation,
): Promise<Progress | null> {
  if (operation === null || operation === 'merge') return null;
  const read: Read = (name) =>
    readFile(join(place.gitDirectory, name), 'utf8').then(
      (text) => text.trim(),
      () => '',
    );
  const first = async (...names: readonly string[]): Promise<string | null> =>
    (await Promise.all(names.map(read))).find((text) => text !== '') ?? null;
  const rebase = (name: string): readonly string[] => [`rebase-merge/${name}`, `rebase-apply/${name}`];
  const [head, tip, onto, at, patch, bisection] = await Promise.all([
    first(...rebase('head-name')),
    first(...rebase('orig-head')),
    first(...rebase('onto')),
    operation === 'bisect' ? null : first('CHERRY_PICK_HEAD', 'REVERT_HEAD', 'REBASE_HEAD'),
    patchAt(read),
    operation === 'bisect' ? bisectionIn(read) : untested,
  ]);
  const doing = operation === 'rebase' ? await doingIn(read) : operation === 'revert' ? 'revert' : 'pick';
  const left = operation === 'rebase' ? await leftOfRebase(read) : await leftOfSequence(read);
  return {
    branch: head?.startsWith('refs/heads/') ? head.slice('refs/heads/'.length) : null,
    tip,
    onto,
    at: at === null ? null : { action: doing, sha: at },
    rest: await inFull(place, left.steps, signal),
    others: left.others,
    patch,
    ...bisection,
  };
}

/** Commits without which nobody could go on, and which no branch may hold: they travel too. */
export async function neededFor(
  place: Place,
  progress: Progress | null,
  signal?: Cancellation,
): Promise<readonly string[]> {
  if (progress === null) return [];
  const { at, tip, rest, bad, good, skipped } = progress;
  const all = [at?.sha, tip, ...rest.map(({ sha }) => sha), bad, ...good, ...skipped];
  const wanted = [...new Set(all)].filter(
    (sha): sha is string => typeof sha === 'string' && /^[0-9a-f]{40,64}$/.test(sha),
  );
  if (wanted.length === 0) return [];
  const found = await readCommits(place, wanted, signal);
  const there = wanted.filter((_, index) => found[index] !== null);
  if (there.length < 2) return there;
  // Most lie below one of them.
  const { stdout } = await place.runner.output(['merge-base', '--independent', ...there], { signal });
  return stdout.split('\n').filter((line) => line !== '');
}

/** What a rebase does with the commit at hand. */
async function doingIn(read: Read): Promise<Step['action']> {
  const done = (await read('rebase-merge/done')).split('\n').filter((line) => !line.startsWith('#'));
  const action = words[done.at(-1)?.split(' ')[0] ?? ''] ?? 'pick';
  // Before it is picked, a commit to be edited is one whose message may be.
  return action === 'edit' && (await read('rebase-merge/amend')) === '' ? 'reword' : action;
}

interface Left {
  /** Shas may be short. */
  readonly steps: readonly Step[];
  readonly others: number;
}

async function leftOfRebase(read: Read): Promise<Left> {
  const todo = await read('rebase-merge/git-rebase-todo');
  if (todo !== '') return stepsIn(todo);
  const [next, last] = [await read('rebase-apply/next'), await read('rebase-apply/last')].map(Number);
  if (!next || !last) return stepsIn('');
  // Each patch begins with the commit that it was made of.
  const numbers = Array.from({ length: Math.min(last - next, mostSteps) }, (_, at) => next + 1 + at);
  const patches = await Promise.all(
    numbers.map((number) => read(`rebase-apply/${String(number).padStart(4, '0')}`)),
  );
  return stepsIn(
    patches
      .map((text) => /^From ([0-9a-f]{40,64}) /.exec(text)?.[1] ?? '')
      .map((sha) => `pick ${sha}`)
      .join('\n'),
  );
}

/** The first is the one at hand. */
async function leftOfSequence(read: Read): Promise<Left> {
  const { steps, others } = stepsIn(await read('sequencer/todo'));
  return { steps: steps.slice(1), others };
}

function stepsIn(todo: string): Left {
  const steps: Step[] = [];
  let others = 0;
  for (const line of todo.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const [word = '', ...fields] = line.split(' ');
    const action = words[word];
    const sha = fields.find((each) => /^[0-9a-f]{4,64}$/.test(each));
    if (action !== undefined && sha !== undefined) steps.push({ action, sha });
    else if (word !== 'noop' && word !== 'drop' && word !== 'd') others += 1;
  }
  return { steps: steps.slice(0, mostSteps), others };
}

async function inFull(
  place: Place,
  steps: readonly Step[],
  signal: Cancellation | undefined,
): Promise<readonly Step[]> {
  if (steps.length === 0) return [];
  const found = await readCommits(
    place,
    steps.map(({ sha }) => sha),
    signal,
  );
  return steps.flatMap(({ action }, at) => {
    const sha = found[at]?.sha;
    return sha === undefined ? [] : [{ action, sha }];
  });
}

async function patchAt(read: Read): Promise<Progress['patch']> {
  const [at, of] = [await read('rebase-apply/next'), await read('rebase-apply/last')].map(Number);
  // A rebase by patches has the branch that it rebases.
  const isMail = (await read('rebase-apply/head-name')) === '';
  return isMail && at && of ? { at, of } : null;
}

const untested = { bad: null, good: [], skipped: [], terms: null } as const;

async function bisectionIn(read: Read): Promise<Pick<Progress, 'bad' | 'good' | 'skipped' | 'terms'>> {
  const [log, own] = await Promise.all([read('BISECT_LOG'), read('BISECT_TERMS')]);
  const [bad, good] = own.split('\n');
  const terms = isTerm(bad) && isTerm(good) ? { bad, good } : { bad: 'bad', good: 'good' };
  const tried = (word: string): string[] =>
    [...log.matchAll(/^# ([\w-]+): \[([0-9a-f]{40,64})\]/gm)].flatMap(([, verdict, sha = '']) =>
      verdict === word ? [sha] : [],
    );
  return {
    bad: tried(terms.bad).at(-1) ?? null,
    good: tried(terms.good),
    skipped: tried('skip'),
    terms: terms.bad === 'bad' && terms.good === 'good' ? null : terms,
  };
}

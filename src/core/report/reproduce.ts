import { codeSpan, fence } from '../text/markdown';
import type { ReportFacts } from './facts';
import type { Inferred } from './inferred';
import { shellWord } from './shell';
import { testCommand } from './testCommand';

/** How a report says what only its author knows. */
export const blank = (prompt: string): string => `_Write here: ${prompt}_`;

type Text = (text: string) => string;

/** The commands that a reader runs, as far as they are known, and that nobody has run them for the report yet. */
export function reproduceText(facts: ReportFacts, redact: Text): string {
  const { git, origin, unpushed, inRepository } = facts;
  const told = toldCommand(facts);
  const inferred = told === null ? (testCommand(facts) ?? facts.cargo ?? scriptOf(facts)) : null;
  const command = told ?? inferred?.command ?? null;
  // What is inferred has the workspace folder's paths, whatever folder something else ran in.
  const inFolder = fromRoot(inRepository, inferred?.directory ?? '');
  const directory = inferred ? inFolder : (facts.directory ?? inFolder);
  const commit = facts.tracedAt ?? git?.pushed ?? git?.head;
  const steps = [
    ...(commit ? [`git switch --detach ${commit.slice(0, 10)}`] : []),
    ...(command !== null ? setUpOf(facts) : []),
    ...(command !== null && directory !== '' ? [`cd ${shellWord(directory)}`] : []),
    ...(command === null ? [] : [command]),
  ];
  const known = told !== null;
  const heading = known ? '**Reproduce** (not verified)' : '**Reproduce** (inferred, not verified)';
  const extra = [
    ...(origin.kind === 'test' && origin.name !== null
      ? [`The test ${codeSpan(redact(origin.name), 200)} fails.`]
      : []),
    ...(origin.kind === 'task' && origin.name !== null
      ? [`The task ${codeSpan(redact(origin.name), 200)} fails.`]
      : []),
    ...(origin.kind === 'debug' && origin.name !== null
      ? [`Launch configuration ${codeSpan(redact(origin.name), 200)} stops on it.`]
      : []),
    ...(origin.request === null ? [] : [`The request that did it: ${codeSpan(redact(origin.request), 300)}`]),
    ...(origin.exitCode === null || origin.exitCode === 0 ? [] : [`It ends with status ${origin.exitCode}.`]),
    ...(unpushed === null || unpushed.patch === '' ? [] : ['With the changes of the folded diff below.']),
  ];
  if (inRepository !== '' && command !== null)
    extra.push(
      `These commands start at the repository’s root; paths in this report are from ${codeSpan(redact(fromRoot(inRepository, '')), 200)}.`,
    );
  const sentences = extra.length === 0 ? [] : [extra.join(' ')];
  const prompt = known ? [] : [blank('the command, test or request that fails, with its input')];
  const block = steps.length === 0 ? [] : [fence(redact(steps.join('\n')), 'sh')];
  if (steps.length === 0) return ['**Reproduce** (not verified)', ...sentences, ...prompt].join('\n\n');
  return [heading, ...block, ...sentences, ...prompt].join('\n\n');
}

/** Where the program runs nothing is set up twice: a command that installs is not preceded by one. */
function setUpOf({ setUp, origin, inRepository }: ReportFacts): string[] {
  if (!setUp || origin.command?.startsWith(setUp.command)) return [];
  const folder = fromRoot(inRepository, setUp.folder);
  return [folder === '' ? setUp.command : `(cd ${shellWord(folder)} && ${setUp.command})`];
}

/** A folder of the workspace's as a reader has it, who starts in a checkout of the whole repository. */
function fromRoot(inRepository: string, folder: string): string {
  return `${inRepository}${folder}`.replace(/\/+$/, '');
}

const starters: Readonly<Record<string, string>> = {
  python: 'python',
  javascript: 'node',
  ruby: 'ruby',
  php: 'php',
  perl: 'perl',
  lua: 'lua',
  r: 'Rscript',
};
const topLevel = new Set([
  '<module>',
  'Object.<anonymous>',
  '<main>',
  '{main}',
  'main chunk',
  '<top (required)>',
]);

/** What was typed; one line, so that it can be pasted. */
function toldCommand({ origin }: ReportFacts): string | null {
  const told = origin.command?.trim() ?? '';
  return told !== '' && !/[\r\n]/.test(told) && told.length <= 2_000 ? told : null;
}

/** The script whose top level is the outermost in-app call was what ran. */
function scriptOf({ trace: { language, errors } }: ReportFacts): Inferred | null {
  // A wrapping error may be printed without it.
  const outermost = errors
    .map(({ frames }) => frames.findLast(({ inApp }) => inApp))
    .find((frame) => topLevel.has(frame?.function ?? ''));
  const starter = starters[language];
  // Names that a shell could misread are not used.
  if (!starter || !outermost?.path || !/^[\w][\w./-]*$/.test(outermost.path)) return null;
  return { command: `${starter} ${outermost.path}`, directory: null };
}

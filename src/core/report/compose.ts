import type { Redaction, Redactor } from '../secrets/redactor';
import { codeSpan, escapeInline, fence } from '../text/markdown';
import { rootCause } from './cause';
import { fenceLanguage } from './code';
import type { CodePlace, ReportFacts } from './facts';
import { nameOf, titleOf } from './title';
import { wholeTrace, traceList } from './traceList';

/** What a person must fill is marked so that nobody overlooks it. */
const blank = (prompt: string): string => `_Write here: ${prompt}_`;

/** The report as a Markdown document that its author edits: a title line, then the body. */
export function composeReport(
  found: ReportFacts,
  redactor: Redactor,
): { readonly title: string; readonly markdown: string } {
  // Before anything is shortened: half a secret would not be known as one.
  const errors = found.trace.errors.map((error) => ({
    ...error,
    message: error.message === null ? null : redactor.text(error.message),
  }));
  const facts = { ...found, trace: { ...found.trace, errors } };
  const title = redactor.text(titleOf(errors, facts.culprit));
  const say = (text: string, limit?: number): string => escapeInline(redactor.text(text), limit);
  const code = (text: string, limit?: number): string => codeSpan(redactor.text(text), limit);
  const body = [
    whatHappens(facts, say),
    reproduce(facts),
    where(facts, code),
    facts.excerpt === null
      ? null
      : fence(redactor.text(facts.excerpt), fenceLanguage(facts.culprit?.path ?? '')),
    unpushed(facts),
    traceList(facts, say, code),
    wholeTrace(facts, (text) => redactor.text(text)),
    environment(facts, say, code),
    suspects(facts, say),
    `**Hypothesis:** ${blank(hypothesisPrompt(facts))} **Proposed fix:** ${blank('what should change, and how to check it quickly')}`,
    `**Ask:** ${blank('what you need from whom')}, by ${blank('day, time and zone, such as Fri 10:00 Lisbon (10:00 UTC)')}.`,
  ].filter((section) => section !== null);
  const redacted = redactedLine(redactor.ledger());
  const sections = [
    `# ${escapeInline(title, 400)}`,
    ...body,
    ...(redacted === null ? [] : [redacted]),
    `<!-- baton:fingerprint ${facts.fingerprint} -->`,
  ];
  return { title, markdown: `${sections.join('\n\n')}\n` };
}

type Say = (text: string, limit?: number) => string;

function whatHappens({ trace }: ReportFacts, say: Say): string {
  const chain = rootCause(trace.errors);
  const seen = nameOf(chain.at(-1));
  const root = nameOf(chain[0]);
  const because = chain.length > 1 ? `, because of ${say(root)}` : '';
  return (
    `**What happens:** ${say(seen)}${because}. ${blank('what a person sees, and how often')} ` +
    `**Expected:** ${blank('what should happen instead')}`
  );
}

function reproduce({ git, culprit, trace }: ReportFacts): string {
  const commit = git?.pushed ?? git?.head;
  const entry = culprit ? entryCommand(trace) : null;
  const commands = [
    ...(commit ? [`git switch --detach ${commit.slice(0, 10)}`] : []),
    ...(entry === null ? [] : [entry]),
  ];
  const prompt = blank('the command, test or request that fails, with its input');
  if (commands.length === 0) return `**Reproduce** (not run)\n\n${prompt}`;
  return `**Reproduce** (inferred, not run)\n\n${fence(commands.join('\n'))}\n\n${prompt}`;
}

const starters: Readonly<Record<string, string>> = { python: 'python', javascript: 'node' };

/** The script whose top level is the outermost in-app call was what ran. Names that a shell could misread are not used. */
function entryCommand({ language, errors }: ReportFacts['trace']): string | null {
  const outermost = errors[0]?.frames.findLast(({ inApp }) => inApp);
  const starter = starters[language];
  const top = outermost?.function === '<module>' || outermost?.function === 'Object.<anonymous>';
  if (!starter || !top || !outermost?.path || !/^[\w][\w./-]*$/.test(outermost.path)) return null;
  return `${starter} ${outermost.path}`;
}

function linked(place: CodePlace, code: Say): string {
  const name = code(`${place.path}:${place.line}`);
  return place.permalink === null ? name : `[${name}](${place.permalink})`;
}

function where({ places, culprit, trace }: ReportFacts, code: Say): string {
  const [first, ...callers] = places;
  if (!first || !culprit) {
    const frame = rootCause(trace.errors)[0]?.frames[0];
    const printed = frame
      ? ` It was raised at ${code(`${frame.file}${frame.line === null ? '' : `:${frame.line}`}`)}.`
      : '';
    return `**Where:** none of the frames is in a file of this workspace.${printed}`;
  }
  const text = first.text ? ` ${code(first.text, 160)}` : '';
  const from = callers.map((place) => linked(place, code)).join(', ');
  return `**Where:** ${linked(first, code)}${text}${from === '' ? '' : `, called from ${from}`}. ${capital(culprit.why)}.`.replace(
    /\n/g,
    ' ',
  );
}

function capital(text: string): string {
  return escapeInline(text.charAt(0).toUpperCase() + text.slice(1));
}

function unpushed({ places, git }: ReportFacts): string | null {
  const [first] = places;
  if (!first || first.permalink !== null || first.text === null || !git?.head) return null;
  return git.pushed === null
    ? '_This repository has no pushed commit that a link could show; the lines above are from the working tree._'
    : '_These lines are not pushed as they stand here; the lines above are from the working tree._';
}

function environment({ runtime, machine, packageVersion, git }: ReportFacts, say: Say, code: Say): string {
  const parts: string[] = [];
  if (runtime) parts.push(say(runtime));
  parts.push(
    machine === null
      ? blank('the system and runtime it ran on: the trace is from another machine')
      : say(machine),
  );
  if (packageVersion) {
    const version = packageVersion.version ? ` ${code(packageVersion.version)}` : '';
    parts.push(packageVersion.name ? `${code(packageVersion.name)}${version}` : `version${version}`);
  }
  if (git?.head) {
    const branch = git.branch === null ? 'detached' : `branch ${code(git.branch)}`;
    const state =
      git.changedPaths === 0
        ? 'clean'
        : `${git.changedPaths} changed ${git.changedPaths === 1 ? 'path' : 'paths'}`;
    parts.push(`${branch} at ${code(git.head.slice(0, 10))}, ${state}`);
  }
  return `**Environment:** ${parts.join(', ')}`;
}

function suspects({ suspects: list, culprit }: ReportFacts, say: Say): string | null {
  if (list.length === 0 || !culprit) return null;
  const lines = list.map(({ sha, subject, authoredAt, url }) => {
    const name = url === null ? `\`${sha.slice(0, 10)}\`` : `[\`${sha.slice(0, 10)}\`](${url})`;
    return `- ${name} “${say(subject, 100)}”, ${authoredAt.toUTC().toFormat('d LLL yyyy')}`;
  });
  return `**Suspects:** the commits that last touched the lines around ${culprit.line}\n${lines.join('\n')}`;
}

function hypothesisPrompt({ suspects: [first] }: ReportFacts): string {
  return first
    ? `why it happens; did it work before ${first.sha.slice(0, 10)}?`
    : 'why it happens, and what speaks for it';
}

const kinds: Readonly<Record<string, readonly [one: string, many: string]>> = {
  token: ['token', 'tokens'],
  password: ['password', 'passwords'],
  cookie: ['cookie', 'cookies'],
  email: ['e-mail address', 'e-mail addresses'],
  home: ['home path', 'home paths'],
  'private-ip': ['private address', 'private addresses'],
  'private-key': ['private key', 'private keys'],
  'aws-key': ['AWS key', 'AWS keys'],
  'url-credentials': ['URL credential', 'URL credentials'],
};

function redactedLine(ledger: readonly Redaction[]): string | null {
  if (ledger.length === 0) return null;
  const byKind = new Map<string, number>();
  for (const { kind } of ledger) byKind.set(kind, (byKind.get(kind) ?? 0) + 1);
  const parts = [...byKind].map(([kind, count]) => {
    const [one, many] = kinds[kind] ?? [kind, kind];
    return `${count} ${count === 1 ? one : many}`;
  });
  return `**Redacted:** ${parts.join(', ')}`;
}

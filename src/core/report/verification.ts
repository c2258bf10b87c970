import { withoutFences } from '../post/prose';

/** What came of running a command again and again in one state. */
export interface Counted {
  readonly runs: number;
  /** The same fingerprint came back. */
  readonly reproduced: number;
  /** It succeeded. */
  readonly passed: number;
  /** It failed in another way, or did not end in time. */
  readonly otherwise: number;
}

export interface Verification {
  readonly here: Counted;
  /** Where it was run: an abbreviated commit, and whether uncommitted work came along. */
  readonly commit: string;
  readonly withChanges: boolean;
  /** At the parent of the suspect; null when that was not run. */
  readonly before: { readonly suspect: string; readonly counted: Counted } | null;
  /** Why nothing could be run there, in one sentence; null when it could, or when there was no reason to. */
  readonly beforeFailed: string | null;
}

/**
 * What a report says of it, such as `5 of 5 at a1b2c3d, 0 of 5 at its parent`. Null when it did not reproduce at this
 * state: then nothing is claimed.
 */
export function verificationText({ here, commit, withChanges, before }: Verification): string | null {
  if (here.reproduced === 0) return null;
  const state = withChanges ? ' with uncommitted changes' : '';
  const first = `${here.reproduced} of ${here.runs} at \`${commit.slice(0, 7)}\`${state}`;
  if (!before || before.counted.runs === 0) return first;
  const { suspect, counted } = before;
  const own = suspect.slice(0, 7) === commit.slice(0, 7);
  const other = counted.otherwise > 0 ? `, where ${counted.otherwise} failed in another way` : '';
  const parent = own ? 'its parent' : `the parent of \`${suspect.slice(0, 7)}\``;
  return `${first}, ${counted.reproduced} of ${counted.runs} at ${parent}${other}`;
}

const heading = /^\*\*Reproduce\*\*(?: \([^)\n]{0,300}\))?/m;

/** The report with this in the place of what it said of its reproduction; null when it has no such place. */
export function withVerification(markdown: string, text: string): string | null {
  return heading.test(markdown) ? markdown.replace(heading, () => `**Reproduce** (${text})`) : null;
}

/** The commands of a report's steps, as its author left them: what sets up, and the last, which fails. */
export function stepsOf(
  markdown: string,
): { readonly setUp: string | null; readonly directory: string; readonly command: string } | null {
  const start = heading.exec(markdown);
  if (!start) return null;
  const rest = markdown.slice(start.index + start[0].length);
  const block = /^[^\n]*\n(?:\s*\n)*```(?:sh|bash|shell|console)?\n([^]*?)\n```/.exec(
    rest.slice(0, 20_000),
  )?.[1];
  if (block === undefined) return null;
  const lines = block.split('\n').flatMap((line) => {
    const text = line.trim().replace(/^\$ /, '');
    // The state is chosen by Baton, not by the command.
    const own = text.replace(/^git (?:switch|checkout|fetch)\b[^&;|]*(?:&&|;)?\s*/, '');
    return own === '' ? [] : [own];
  });
  let directory = '';
  const commands = lines.filter((line) => {
    const folder = /^cd (?:'([^'\n]{1,400})'|([\w./@+-]{1,400}))$/.exec(line);
    if (folder) directory = folder[1] ?? folder[2] ?? '';
    return !folder;
  });
  const command = commands.pop();
  if (command === undefined) return null;
  return { setUp: commands.length === 0 ? null : commands.join(' && '), directory, command };
}

/** The fingerprint in a report's hidden marker: the last one that is alone on its line and no code. Null without one. */
export function fingerprintIn(markdown: string): string | null {
  const found = [
    ...withoutFences(markdown.replace(/\r\n?/g, '\n')).matchAll(
      /^<!-- baton:fingerprint (v\d{1,3}:[0-9a-f]{16}) -->$/gm,
    ),
  ];
  return found.at(-1)?.[1] ?? null;
}

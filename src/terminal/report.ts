import { isAbsolute, resolve } from 'node:path';
import { UserError } from '../core/errors';
import type { BugReport } from '../core/report/model';
import { readFlags } from './flags';
import type { Io, Verb } from './verb';

const help = `baton report [FILE|-] [--workspace DIR]... [--commit REV] [--command LINE] [--json]

Writes a bug report from the stack trace in FILE (or in standard input).

  --workspace DIR   a folder whose code the trace may be about (repeatable; default: here)
  --commit REV      the commit, tag or version that printed the trace; its lines are carried to today's
                    (default: what the text itself says, else what is checked out)
  --command LINE    the command line that failed, for the steps to reproduce
  --json            print one JSON value: errors, frames, culprit, fingerprint, redactions, title, markdown
  --state DIR       where Baton keeps what it recorded; a report reads when a run last succeeded
  --help            show this
`;

/** `baton report`: a stack trace becomes a bug report. */
export const report: Verb = {
  name: 'report',
  summary: 'turn a stack trace into a bug report',
  help,
  async run(args, io) {
    const { file, workspaces, json, state, ...asked } = options(args);
    const [{ reportBug }, { readLog }] = await Promise.all([
      import('../usecases/report/reportBug'),
      import('../usecases/report/readLog'),
    ]);
    const text = await readLog(file === '-' ? input(io) : await open(file, io), io.signal);
    const { git, files, machine, secrets } = io.ports;
    const found = await reportBug(
      {
        text,
        workspaces: workspaces.map((folder) => resolve(io.cwd, folder)),
        ...asked,
        signal: io.signal,
      },
      { git, files, machine, state: await io.ports.state(state), ...(secrets && { scanner: secrets }) },
    );
    await io.stdout(json ? `${JSON.stringify(toJson(found))}\n` : found.markdown);
    return 0;
  },
};

function options(args: readonly string[]) {
  const { flags, rest } = readFlags('report', args, {
    workspace: 'values',
    commit: 'value',
    command: 'value',
    json: 'switch',
    state: 'value',
  });
  if (rest.length > 1) {
    throw new UserError(`baton report reads one file, and ${rest.length} were named: name one.`);
  }
  const workspaces = flags.workspace.length > 0 ? flags.workspace : ['.'];
  return {
    file: rest[0] ?? '-',
    workspaces,
    json: flags.json,
    state: flags.state ?? undefined,
    ...(flags.commit !== null && { revision: flags.commit }),
    ...(flags.command !== null && { origin: { command: flags.command } }),
  };
}

async function open(file: string, io: Io): Promise<AsyncIterable<string>> {
  const pieces = await io.ports.files.pieces(isAbsolute(file) ? file : resolve(io.cwd, file));
  if (pieces === null)
    throw new UserError(`${file} cannot be read: check that it is a file and that you may read it.`);
  return pieces;
}

async function* input(io: Io): AsyncGenerator<string> {
  if (io.stdinPieces) yield* io.stdinPieces();
  else yield await io.stdin();
}

/** The JSON that other programs rely on; keys and their order are part of the promise. */
function toJson(report: BugReport) {
  const { language, errors, omitted, culprit, fingerprint, redactions, title, markdown } = report;
  return {
    language,
    errors: errors.map(({ relation, type, message, frames }) => ({ relation, type, message, frames })),
    ...(omitted !== undefined && { omitted }),
    culprit,
    fingerprint,
    redactions,
    title,
    markdown,
  };
}

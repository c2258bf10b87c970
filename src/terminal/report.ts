import { isAbsolute, resolve } from 'node:path';
import { UserError } from '../core/errors';
import type { BugReport } from '../core/report/model';
import { readFlags } from './flags';
import type { Io, Verb } from './verb';

const help = `baton report [FILE|-] [--workspace DIR]... [--json]

Writes a bug report from the stack trace in FILE (or in standard input).

  --workspace DIR   a folder whose code the trace may be about (repeatable; default: here)
  --json            print one JSON value: errors, frames, culprit, fingerprint, redactions, title, markdown
  --state DIR       accepted by every verb; a report keeps nothing
  --help            show this
`;

/** A trace file larger than this is not read: the trace itself is never that long. */
const mostBytes = 512 * 1024 * 1024;

/** `baton report`: a stack trace becomes a bug report. */
export const report: Verb = {
  name: 'report',
  summary: 'turn a stack trace into a bug report',
  help,
  async run(args, io) {
    const { file, workspaces, json } = options(args);
    const text = file === '-' ? await io.stdin() : await read(file, io);
    const [{ reportBug }, { DateTime }] = await Promise.all([
      import('../usecases/reportBug'),
      import('../core/time/luxon'),
    ]);
    const { git, files, machine } = io.ports;
    const found = await reportBug(
      {
        text,
        workspaces: workspaces.map((folder) => resolve(io.cwd, folder)),
        now: DateTime.fromMillis(io.now(), { zone: machine.zone }),
        zone: machine.zone,
        signal: io.signal,
      },
      { git, files, machine },
    );
    await io.stdout(json ? `${JSON.stringify(toJson(found))}\n` : found.markdown);
    return 0;
  },
};

function options(args: readonly string[]) {
  const { flags, rest } = readFlags('report', args, { workspace: 'values', json: 'switch', state: 'value' });
  if (rest.length > 1) {
    throw new UserError(`baton report reads one file, and ${rest.length} were named: name one.`);
  }
  const workspaces = flags.workspace.length > 0 ? flags.workspace : ['.'];
  return { file: rest[0] ?? '-', workspaces, json: flags.json };
}

async function read(file: string, io: Io): Promise<string> {
  const path = isAbsolute(file) ? file : resolve(io.cwd, file);
  const text = await io.ports.files.read(path, mostBytes);
  if (text === null)
    throw new UserError(`${file} cannot be read: check that it is a file and that you may read it.`);
  return text;
}

/** The JSON that other programs rely on; keys and their order are part of the promise. */
function toJson(report: BugReport) {
  const { language, errors, culprit, fingerprint, redactions, title, markdown } = report;
  return {
    language,
    errors: errors.map(({ relation, type, message, frames }) => ({ relation, type, message, frames })),
    culprit,
    fingerprint,
    redactions,
    title,
    markdown,
  };
}

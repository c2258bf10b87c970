import { CancelledError, UserError } from '../core/errors';
import type { Io, Verb } from './verb';

/** Each verb is loaded when it is called. */
export type Verbs = Readonly<Record<string, () => Promise<Verb>>>;

/** Runs the verb that `args` call; the answer is the exit status. Failures are one line on stderr. */
export async function runVerb(args: readonly string[], verbs: Verbs, io: Io): Promise<number> {
  const [name = '--help', ...rest] = args;
  const load = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
  try {
    if (name === '--help' || name === '-h' || name === 'help') {
      await io.stdout(await overview(verbs));
      return 0;
    }
    if (!load) throw new UserError(`baton has no verb "${name}": see "baton --help".`);
    const verb = await load();
    if (rest[0] === '-h' || rest.slice(0, endOfFlags(rest)).includes('--help')) {
      await io.stdout(verb.help);
      return 0;
    }
    return await verb.run(rest, io);
  } catch (error) {
    if (error instanceof CancelledError) return 130;
    const known = error instanceof UserError;
    const said = error instanceof Error ? error.message : String(error);
    io.stderr(known ? said : `baton: an unexpected error, please report it: ${said}`);
    return 2;
  }
}

function endOfFlags(args: readonly string[]): number {
  const end = args.indexOf('--');
  return end < 0 ? args.length : end;
}

async function overview(verbs: Verbs): Promise<string> {
  const all = await Promise.all(Object.values(verbs).map((load) => load()));
  const lines = all.map(({ name, summary }) => `  ${name.padEnd(8)} ${summary}`);
  return `Usage: baton <verb> [flags]; "baton <verb> --help" lists a verb's flags.\n\n${lines.join('\n')}\n`;
}

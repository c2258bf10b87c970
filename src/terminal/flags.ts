import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UserError } from '../core/errors';

/** What a flag takes: one value, several (the flag may be repeated), or none. */
export type FlagKind = 'value' | 'values' | 'switch';

type Values<Spec extends Record<string, FlagKind>> = {
  readonly [Name in keyof Spec]: Spec[Name] extends 'switch'
    ? boolean
    : Spec[Name] extends 'values'
      ? readonly string[]
      : string | null;
};

/**
 * Reads the flags that `spec` names (`--name value` or `--name=value`) and the arguments between them. Rejects with
 * a UserError what it does not know, and a flag that is given twice without being one to repeat.
 */
export function readFlags<const Spec extends Record<string, FlagKind>>(
  verb: string,
  args: readonly string[],
  spec: Spec,
): { readonly flags: Values<Spec>; readonly rest: readonly string[] } {
  const options: NonNullable<ParseArgsConfig['options']> = {};
  for (const [name, kind] of Object.entries(spec)) {
    options[name] = { type: kind === 'switch' ? 'boolean' : 'string', multiple: true };
  }
  const wrong = (what: string): UserError => new UserError(`${what}; see "baton ${verb} --help".`);
  const { tokens, values, positionals } = parse(args, options, wrong);
  for (const token of tokens) {
    if (token.kind === 'option' && !(token.name in options)) throw wrong(`unknown flag ${token.rawName}`);
  }
  const flags: Record<string, unknown> = {};
  for (const [name, kind] of Object.entries(spec)) {
    const given = values[name];
    const all = Array.isArray(given) ? given : [];
    if (kind === 'value' && all.length > 1)
      throw wrong(`--${name} is given ${all.length} times: give it once`);
    if (all.some((value) => value === '')) throw wrong(`--${name} needs a value`);
    flags[name] = kind === 'switch' ? all.length > 0 : kind === 'values' ? all : (all[0] ?? null);
  }
  return { flags: flags as Values<Spec>, rest: positionals };
}

function parse(
  args: readonly string[],
  options: NonNullable<ParseArgsConfig['options']>,
  wrong: (what: string) => UserError,
) {
  try {
    return parseArgs({ args: [...args], options, strict: true, allowPositionals: true, tokens: true });
  } catch (error) {
    if (!(error instanceof TypeError) || !('code' in error)) throw error;
    // The first sentence says what is wrong; Node's advice about `--` does not help here.
    const said = (error.message.split(/\. |\n/, 1)[0] ?? '').replace(/^Unknown option/, 'unknown flag');
    throw wrong(said.replace(/\.$/, ''));
  }
}

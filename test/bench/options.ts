/** What stands behind `--name` on the command line; null where it is not given. */
export function option(name: string): string | null {
  const at = process.argv.indexOf(`--${name}`);
  if (at < 0) return null;
  const value = process.argv[at + 1];
  if (value === undefined || value.startsWith('--')) throw new Error(`--${name} needs a value.`);
  return value;
}

/** The words before the first `--option`. */
export function names(): string[] {
  const words = process.argv.slice(2);
  const end = words.findIndex((word) => word.startsWith('--'));
  return end < 0 ? words : words.slice(0, end);
}

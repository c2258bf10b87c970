/**
 * Whether clocks show twelve hours and AM or PM by the first of these locales that tells (`en_IN.UTF-8` as the
 * environment has it, `pt-br` as VS Code has it): null when none does. English alone tells nothing, since it is what
 * programs speak to everybody who chose nothing.
 */
export function hour12Of(locales: readonly (string | undefined)[]): boolean | null {
  for (const each of locales) {
    const locale = (each ?? '').replace(/[.@].*$/, '').replaceAll('_', '-');
    if (/^(?:|c|posix|en)$/i.test(locale)) continue;
    try {
      return new Intl.DateTimeFormat(locale, { hour: 'numeric' }).resolvedOptions().hour12 === true;
    } catch {
      // No locale at all.
    }
  }
  return null;
}

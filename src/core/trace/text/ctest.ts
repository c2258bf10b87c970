import { blank, colon, isDigit } from './letters';

/** What a test begins with when ctest tells all that it prints, or a sanitizer's report in the middle of it. */
const opening =
  /^(\d{1,6}): (?:Test command: |Test timeout computed to be: |={20}|==\d{1,9}==(?:ERROR|WARNING): )/;

/**
 * The tests that ctest runs: with `-V` their number stands in front of each line (`12: `). Numbers alone say nothing, as
 * calls are numbered too in many languages: a test's are told by what ctest prints first.
 */
export class Tests {
  private readonly known = new Set<string>();

  /** The number of the test that prints the line [from, to), which begins with a digit; empty when it is none's. */
  of(text: string, from: number, to: number): string {
    let end = from + 1;
    while (end < to && end < from + 7 && isDigit(text.charCodeAt(end))) end += 1;
    if (text.charCodeAt(end) !== colon || end === to || (end + 1 < to && text.charCodeAt(end + 1) !== blank))
      return '';
    const number = text.slice(from, end);
    if (this.known.has(number)) return number;
    if (!opening.test(text.slice(from, Math.min(to, from + 80)))) return '';
    this.known.add(number);
    return number;
  }
}

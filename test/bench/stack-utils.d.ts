/** The package has no types of its own. */
declare module 'stack-utils' {
  export default class StackUtils {
    parseLine(line: string): { function?: string; file?: string; line?: number; column?: number } | null;
  }
}

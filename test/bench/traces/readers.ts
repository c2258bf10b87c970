import { createStackParser } from '@sentry/core';
import { nodeStackLineParser } from '@sentry/core/server';
import { parseStack } from 'error-stack-parser-es/lite';
import StackUtils from 'stack-utils';
import { parse } from 'stacktrace-parser';
import { readTraces } from '../../../src/core/trace/readTrace';

/** A frame with a place, as a reader tells it. */
export interface Told {
  readonly name: string | null;
  readonly file: string;
  readonly line: number;
  readonly column: number | null;
}

const utils = new StackUtils();
const sentry = createStackParser(nodeStackLineParser());
/** What readers say of a function that has no name. */
const named = (name: string | null | undefined): string | null =>
  name === undefined || name === null || name === '' || name === '?' || /^<(?:unknown|anonymous)>$/.test(name)
    ? null
    : name.replace(/^async /, '');

function told(
  name: string | null | undefined,
  file: string | null | undefined,
  line: number | null | undefined,
  column: number | null | undefined,
): Told[] {
  return file && typeof line === 'number' ? [{ name: named(name), file, line, column: column ?? null }] : [];
}

/** A reader: what it gives of a text in its own words, which is what is timed, and the frames with places in that. */
export interface Reader<Own = unknown> {
  readonly read: (text: string) => Own;
  readonly told: (own: Own) => readonly Told[];
}

function reader<Own>(read: (text: string) => Own, told: (own: Own) => readonly Told[]): Reader {
  return { read, told: (own) => told(own as Own) };
}

/** Baton, and npm's readers of JavaScript stacks. All but Baton take the text for one stack, without looking for it. */
export const readers: Readonly<Record<string, Reader>> = {
  Baton: reader(readTraces, (traces) =>
    traces.flatMap(({ errors }) =>
      errors.flatMap(({ frames }) =>
        frames.flatMap((frame) => told(frame.function, frame.file, frame.line, frame.column)),
      ),
    ),
  ),
  'stacktrace-parser': reader(parse, (frames) =>
    frames.flatMap(({ methodName, file, lineNumber, column }) => told(methodName, file, lineNumber, column)),
  ),
  'error-stack-parser-es': reader(parseStack, (frames) =>
    frames.flatMap(({ function: name, file, line, col }) => told(name, file, line, col)),
  ),
  'stack-utils': reader(
    (text) => text.split('\n').map((line) => utils.parseLine(line)),
    (lines) => lines.flatMap((found) => told(found?.function, found?.file, found?.line, found?.column)),
  ),
  // It stops at 50 frames; what is behind them is asked for again, so that only its reading is measured.
  '@sentry/core': reader(
    (text) => text.split(/(?<=\n)(?=\S)/).flatMap((part) => sentry(part)),
    (frames) =>
      frames.flatMap(({ function: name, filename, lineno, colno }) => told(name, filename, lineno, colno)),
  ),
};

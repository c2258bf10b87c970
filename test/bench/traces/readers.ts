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

/** Baton, and npm's readers of JavaScript stacks: the frames with places that each finds in a text. */
export const readers: Readonly<Record<string, (text: string) => readonly Told[]>> = {
  Baton: (text) =>
    readTraces(text).flatMap(({ errors }) =>
      errors.flatMap(({ frames }) =>
        frames.flatMap((frame) => told(frame.function, frame.file, frame.line, frame.column)),
      ),
    ),
  'stacktrace-parser': (text) =>
    parse(text).flatMap(({ methodName, file, lineNumber, column }) =>
      told(methodName, file, lineNumber, column),
    ),
  'error-stack-parser-es': (text) =>
    parseStack(text).flatMap(({ function: name, file, line, col }) => told(name, file, line, col)),
  'stack-utils': (text) =>
    text.split('\n').flatMap((line) => {
      const found = utils.parseLine(line);
      return told(found?.function, found?.file, found?.line, found?.column);
    }),
  // It stops at 50 frames; what is behind them is asked for again, so that only its reading is measured.
  '@sentry/core': (text) =>
    text
      .split(/(?<=\n)(?=\S)/)
      .flatMap((part) => sentry(part))
      .flatMap(({ function: name, filename, lineno, colno }) => told(name, filename, lineno, colno)),
};

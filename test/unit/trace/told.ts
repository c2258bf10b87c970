import { readTraces } from '../../../src/core/trace/readTrace';

/** The traces of a text, flat and easy on the eye: language, then each error with its frames. */
export const told = (text: string) =>
  readTraces(text).map(({ language, errors }) => [
    language,
    ...errors.map(({ relation, type, message, frames }) => [
      `${relation} ${type}: ${message}`,
      ...frames.map(({ function: name, file, line, column }) => `${name} ${file}:${line}:${column}`),
    ]),
  ]);

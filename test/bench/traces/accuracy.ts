import { groups, recordings, type Recording, type Row } from '../../unit/trace/recordings';
import type { Result } from '../result';
import { readers, type Told } from './readers';

interface Score {
  /** Frames that the runtimes report with a line. */
  printed: number;
  located: number;
  /** Located frames whose function is the one that was reported. */
  named: number;
  /** Frames that no runtime reported. */
  invented: number;
}

/** Readers tell `file:` URLs as paths, or as URLs. */
const pathOf = (file: string): string => file.replace(/^file:\/\//, '').replace(/^\.\//, '');
const isPart = (one: string, other: string): boolean => one === other || one.endsWith(`/${other}`);
const same = (row: Row, { file, line, column }: Told, hasColumns: boolean): boolean => {
  const [reported, told] = [pathOf(row[1]), pathOf(file)];
  const isFile = isPart(reported, told) || isPart(told, reported);
  return isFile && line === row[2] && (!hasColumns || row[3] === null || column === row[3]);
};

function add(score: Score, recording: Recording, told: readonly Told[]): void {
  const rows = (
    (recording.errors ?? recording.failures)?.flatMap(({ frames }) => frames) ??
    recording.frames ??
    []
  ).filter(([, , line]) => line !== null);
  const left = [...told];
  score.printed += rows.length;
  for (const row of rows) {
    const at = left.findIndex((frame) => same(row, frame, recording.columns !== false));
    if (at < 0) continue;
    const [found] = left.splice(at, 1);
    score.located += 1;
    if (recording.names === false || found?.name === row[0]) score.named += 1;
  }
  // Nothing can be said of the frames that an engine does not report.
  if (recording.depth !== undefined) return;
  // Where the reporter knows the program's own frames only, the others are not held against a reader.
  score.invented += left.filter(
    ({ file }) => recording.only === undefined || file.includes(recording.only),
  ).length;
}

function scoreOf(read: (text: string) => readonly Told[], of: readonly string[]): Score {
  const score: Score = { printed: 0, located: 0, named: 0, invented: 0 };
  for (const group of of)
    for (const recording of recordings(group)) add(score, recording, read(recording.printed));
  return score;
}

/** What each reader finds in the pairs that runtimes made, beside what the runtimes reported. */
export function accuracy(): Result[] {
  return [
    ...table('JavaScript', ['javascript']),
    ...table('all languages', [...Object.keys(groups).filter((group) => group !== 'native')]),
  ];
}

function table(what: string, of: readonly string[]): Result[] {
  const scores = Object.entries(readers).map(([name, { read, told }]) => ({
    name,
    ...scoreOf((text) => told(read(text)), of),
  }));
  const [own, ...others] = scores;
  const printed = own?.printed ?? 0;
  const figure = (
    title: string,
    value: (score: Score) => number,
    better: (own: number, other: number) => boolean,
  ): Result[] =>
    scores.map((score) => ({
      name: `${what}: ${title}: ${score.name}`,
      value: value(score),
      unit: `of ${printed}`,
      ...(score === own && {
        target: 'better than each',
        holds: others.every((other) => better(value(score), value(other))),
      }),
    }));
  const more = (one: number, other: number): boolean => one > other || one === printed;
  return [
    ...figure('located frames', ({ located }) => located, more),
    ...figure('functions right', ({ named }) => named, more),
    ...figure(
      'false frames',
      ({ invented }) => invented,
      (one, other) => one < other || one === 0,
    ),
  ];
}
